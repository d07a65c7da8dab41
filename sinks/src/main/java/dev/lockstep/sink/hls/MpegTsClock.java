package dev.lockstep.sink.hls;

/**
 * MPEG-2 presentation time stamps: 90 000 ticks a second in 33 bits, so that they begin anew every
 * 26.5 hours (ISO/IEC 13818-1). Stateless.
 */
public final class MpegTsClock {
    private static final long TICKS_PER_MS = 90;
    private static final long MODULUS = 1L << 33;

    private MpegTsClock() {}

    /**
     * The time stamp of a media time.
     *
     * @param offsetTicks time stamp of media time 0
     * @param mediaMs media time in ms
     */
    public static long ticks(long offsetTicks, long mediaMs) {
        long wrapped = Math.floorMod(offsetTicks, MODULUS);
        return (wrapped + Math.floorMod(mediaMs * TICKS_PER_MS, MODULUS)) % MODULUS;
    }
}
