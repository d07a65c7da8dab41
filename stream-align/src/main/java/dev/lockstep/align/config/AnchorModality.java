package dev.lockstep.align.config;

import dev.lockstep.schema.avro.Modality;

/** What other records are paired with. */
public enum AnchorModality {
    /** Chunks of sound. */
    AUDIO(Modality.AUDIO),
    /** Pictures. */
    VIDEO(Modality.VIDEO),
    /** Texts. */
    TEXT(Modality.TEXT);

    private final Modality modality;

    AnchorModality(Modality modality) {
        this.modality = modality;
    }

    /** The modality as it stands in records. */
    public Modality modality() {
        return modality;
    }
}
