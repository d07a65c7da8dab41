package dev.lockstep.local.summary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lags in µs, all kept: eight bytes each, a megabyte for ten hours of speech. Not thread-safe. */
final class LagSamples {
    private long[] samplesUs = new long[256];
    private int count;

    void add(long lagUs) {
        if (count == samplesUs.length) {
            samplesUs = Arrays.copyOf(samplesUs, count * 2);
        }
        samplesUs[count++] = lagUs;
    }

    int count() {
        return count;
    }

    /** Null without samples. */
    @Nullable Percentiles percentiles() {
        if (count == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(samplesUs, count);
        Arrays.sort(sorted);
        return new Percentiles(ms(sorted, 50), ms(sorted, 95), ms(sorted, 99));
    }

    private static double ms(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return Math.round(sorted[Math.max(rank, 1) - 1] / 100.0) / 10.0;
    }
}
