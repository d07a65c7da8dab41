package dev.lockstep.align.skew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BucketMinimaProperties {
    @Property(tries = 500)
    void bucketsStayFewRecentAndInOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 10, max = 28) int stepBits,
            @ForAll @IntRange(min = 10, max = 30) int disorderBits) {
        SplittableRandom random = new SplittableRandom(seed);
        BucketMinima minima = new BucketMinima();
        long newest = Long.MIN_VALUE;

        for (int i = 0; i < 2_000; i++) {
            long event = ((long) i << stepBits) - random.nextLong(1L << disorderBits);
            newest = Math.max(newest, event);
            minima.add(event, random.nextLong(1_000));

            assertThat(minima.size()).isBetween(1, BucketMinima.CAPACITY);
            assertThat(newest - minima.eventUs(0)).isLessThan(2 * BucketMinima.MAX_SPAN_US);
        }

        for (int i = 1; i < minima.size(); i++) {
            assertThat(minima.eventUs(i)).isGreaterThan(minima.eventUs(i - 1));
        }
    }

    @Property(tries = 200)
    void theFastestRecordIsKept(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BucketMinima minima = new BucketMinima();
        long fastest = Long.MAX_VALUE;

        for (int i = 0; i < 2_000; i++) {
            long delay = random.nextLong(1_000_000);
            fastest = Math.min(fastest, delay);
            minima.add(i * 100_000L - random.nextLong(2_000_000), delay);
        }

        long kept = Long.MAX_VALUE;
        for (int i = 0; i < minima.size(); i++) {
            kept = Math.min(kept, minima.delayUs(i));
        }
        assertThat(kept).isEqualTo(fastest);
    }
}
