package dev.lockstep.inference.vision;

/** How the analysis of a frame ended. */
public enum VisionStatus {
    /** The models looked at it. */
    ANALYZED,
    /** It does not differ from the last frame that was analysed, whose result it has. */
    UNCHANGED,
    /** A newer frame of its source waited behind it, and nothing looked at it. */
    SHED,
    /** Its picture is kept elsewhere and could not be read; nothing looked at it. */
    MISSING,
    /** It holds no usable picture, or a model failed; there is no result. */
    FAILED,
    /** The source is over; there is no picture and no result. */
    END_OF_STREAM
}
