package dev.lockstep.align.config;

/** What happens to a stream's records when a buffer is full. Sound is never shed. */
public enum OverloadPolicy {
    /** The oldest windows are written early and settled; nothing is shed. */
    PROCESS_ALL,
    /** Pictures and texts that come while the buffer is full are shed and counted. */
    STAY_FRESH,
    /** As stay-fresh; stages before the aligner also lower their rates. */
    DEGRADE
}
