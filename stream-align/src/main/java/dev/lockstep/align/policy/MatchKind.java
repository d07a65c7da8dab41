package dev.lockstep.align.policy;

/** How the records of a source find their anchors. */
public enum MatchKind {
    /** All records of the window, whether or not an anchor is near. */
    BIN,
    /** A record at the very time of the anchor, or one that lasts over it. */
    EXACT,
    /** The nearest record within the tolerance. */
    NEAREST,
    /** The newest record that begins at or before the anchor: never one from its future. */
    BEFORE,
    /** Values between the neighbours at the time of the anchor; labels and text of the earlier. */
    INTERPOLATED
}
