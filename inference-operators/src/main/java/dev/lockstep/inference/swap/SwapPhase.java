package dev.lockstep.inference.swap;

/** What happens to a model that is to take over, or that fails. */
public enum SwapPhase {
    /** The request was heard. */
    REQUESTED,
    /** The files are here and have the promised checksums. */
    PULLED,
    /** The model is loaded, and of the right kind. */
    VERIFIED,
    /** It has run. */
    WARMED,
    /** It answers beside the present one; its answers go nowhere. */
    SHADOWING,
    /** It answers from now on. */
    TAKEN_OVER,
    /** It never will. */
    REFUSED,
    /** The model in service failed too often and was taken out. */
    WITHDRAWN,
    /** The last good model is back. */
    ROLLED_BACK,
    /** The model that was taken out is back. */
    RESTORED;

    /** Whether nothing more happens to the request. */
    public boolean isLast() {
        return this == TAKEN_OVER || this == REFUSED;
    }
}
