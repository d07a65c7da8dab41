package dev.lockstep.inference.batch;

/** Who is served first where threads are short: in this order. */
public enum Urgency {
    /** Speech that is over: somebody waits for the whole sentence. */
    FINAL_SPEECH,
    /** Speech that grows: a newer request may overtake it. */
    PARTIAL_SPEECH,
    /** Written text. */
    TEXT,
    /** Pictures. */
    VISION
}
