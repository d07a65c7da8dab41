package dev.lockstep.view.push;

/**
 * How many changes are kept for those who come back. Immutable.
 *
 * @param changesPerStream at most as many changes of a stream
 * @param bytesPerStream at most as many bytes of a stream
 * @param bytes at most about as many bytes of all streams; each may have its share
 */
public record HistoryConf(int changesPerStream, long bytesPerStream, long bytes) {
    /** What holds when nothing is set. */
    public static final HistoryConf STANDARD = new HistoryConf(1_024, 2 << 20, 64 << 20);

    /** Refuses limits that would keep nothing. */
    public HistoryConf {
        if (changesPerStream < 1 || bytesPerStream < 1 || bytes < 1) {
            throw new IllegalArgumentException("The history must hold at least one change.");
        }
    }
}
