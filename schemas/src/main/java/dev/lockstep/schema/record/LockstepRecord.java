package dev.lockstep.schema.record;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Superclass of all generated records. Loading any of them sets Avro up for all: Avro refuses to
 * make objects of classes that it was not told to trust, also inside Flink's serialisers, where no
 * other class of ours is loaded.
 */
public abstract class LockstepRecord extends SpecificRecordBase {
    private static final String TRUSTED = "dev.lockstep.schema.avro";

    static {
        AvroLimits.install();
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> TRUSTED.equals(type.getPackageName())));
    }
}
