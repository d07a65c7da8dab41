package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechRequest;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

import java.util.ArrayList;
import java.util.List;

/** How {@link SpeechRequest} travels and is kept: as Flink would, its samples in one piece. */
public final class SpeechRequestType {
    private SpeechRequestType() {}

    /** The type; what earlier builds wrote is read too. */
    public static TypeInformation<SpeechRequest> of() {
        PojoTypeInfo<SpeechRequest> found =
                (PojoTypeInfo<SpeechRequest>) TypeInformation.of(SpeechRequest.class);
        List<PojoField> fields = new ArrayList<>();
        for (int i = 0; i < found.getArity(); i++) {
            PojoField field = found.getPojoFieldAt(i);
            boolean samples = field.getField().getType() == short[].class;
            fields.add(samples ? new PojoField(field.getField(), SamplesTypeInfo.INSTANCE) : field);
        }
        return new PojoTypeInfo<>(SpeechRequest.class, fields);
    }
}
