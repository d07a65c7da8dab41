package dev.lockstep.producer.media;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MediaProperties {

    @Property
    void unwrappingFindsTheTimestampNearTheLast(
            @ForAll @LongRange(min = 0, max = 1L << 40) long truth,
            @ForAll @LongRange(min = -(1L << 31), max = 1L << 31) long distance) {
        long wrapped = Math.floorMod(truth, 1L << 33);

        assertThat(new TimestampUnwrapper(33).unwrap(wrapped, truth + distance)).isEqualTo(truth);
    }

    @Property
    void anUnwrappedClockIsLeftAlone(@ForAll long timestamp, @ForAll long near) {
        assertThat(new TimestampUnwrapper(64).unwrap(timestamp, near)).isEqualTo(timestamp);
    }

    @Property
    void theSamplerKeepsItsRate(
            @ForAll @DoubleRange(min = 0.2, max = 10) double wanted,
            @ForAll @IntRange(min = 12, max = 60) int source) {
        FrameSampler sampler = new FrameSampler(wanted);
        int taken = 0;
        int seconds = 60;
        for (int i = 0; i < seconds * source; i++) {
            if (sampler.takes(new Timeline.Stamp(0, i * 1_000_000L / source))) {
                taken++;
            }
        }
        assertThat((double) taken).isBetween(seconds * wanted - 1, seconds * wanted + 2);
    }

    @Property
    void stampsOfOneTrackNeverFallBackByMoreThanASecond(
            @ForAll long[] timestamps, @ForAll boolean jumps) {
        Timeline line = new Timeline(1, 0, jumps);
        long last = 0;
        for (long timestamp : timestamps) {
            long us = Math.floorMod(timestamp, 1_000_000_000_000L);
            Timeline.Stamp stamp = line.at(0, us, 20_000);
            assertThat(stamp.ptsUs()).isGreaterThanOrEqualTo(last - Timeline.BACKWARD_US);
            last = stamp.ptsUs();
        }
    }
}
