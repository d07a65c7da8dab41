package dev.lockstep.inference.text;

/** How the analysis of a text ended. */
public enum TextStatus {
    /** Everything that was asked for was done. */
    ANALYZED,
    /** A model failed or did not answer in time; there is no result. */
    FAILED,
    /** The source is over; there is no text and no result. */
    END_OF_STREAM
}
