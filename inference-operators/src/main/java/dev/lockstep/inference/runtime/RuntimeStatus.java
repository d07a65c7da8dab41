package dev.lockstep.inference.runtime;

/**
 * What the runtime of the process does and has done since its start.
 *
 * @param providers providers of the open sessions, by name, separated by commas; {@code none}
 * @param sessions sessions that are open
 * @param gpuSessions those of them on a GPU
 * @param timeouts runs that were ended because they took too long
 * @param failures runs that failed, those among them
 * @param rebuilds sessions that were rebuilt because the GPU had no memory left
 * @param halvings batches that were halved for that
 * @param cpuFallbacks sessions that moved to the CPU for that
 * @param providerFallbacks sessions that were opened on another provider than the first choice
 */
public record RuntimeStatus(
        String providers,
        int sessions,
        int gpuSessions,
        long timeouts,
        long failures,
        long rebuilds,
        long halvings,
        long cpuFallbacks,
        long providerFallbacks) {}
