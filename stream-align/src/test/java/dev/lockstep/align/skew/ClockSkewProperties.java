package dev.lockstep.align.skew;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ClockSkewProperties {
    private static final double WITHIN_US = 5_000;

    @Property(tries = 500)
    void offsetAndDriftAreRecoveredWithinAMinute(
            @ForAll long seed,
            @ForAll @DoubleRange(min = -500, max = 500) double offsetMs,
            @ForAll @DoubleRange(min = -200, max = 200) double driftPpm) {
        SimulatedSource source = SimulatedSource.of(seed, offsetMs, driftPpm).run(60);

        ClockFit fit = source.fit();

        assertThat(fit.offsetAtUs(source.nowUs()))
                .isCloseTo(source.offsetAtUs(source.nowUs()), offset(WITHIN_US));
        assertThat(fit.driftPpm()).isCloseTo(driftPpm, offset(50.0));
    }

    @Property(tries = 500)
    void twoSourcesOfAStreamAreSetByEachOther(
            @ForAll long seed,
            @ForAll @DoubleRange(min = -500, max = 500) double soundMs,
            @ForAll @DoubleRange(min = -200, max = 200) double soundPpm,
            @ForAll @DoubleRange(min = -500, max = 500) double picturesMs,
            @ForAll @DoubleRange(min = -200, max = 200) double picturesPpm) {
        SimulatedSource sound = SimulatedSource.of(seed, soundMs, soundPpm).run(60);
        SimulatedSource pictures = new SimulatedSource(~seed, picturesMs, picturesPpm, 5).run(60);

        StreamSkew skew =
                requireNonNull(
                        StreamSkew.of(
                                Map.of("sound", sound.fit(), "pictures", pictures.fit()), "sound"));

        long eventUs = pictures.nowUs();
        double ingestUs = eventUs + pictures.offsetAtUs(eventUs) - SimulatedSource.START_US;
        double soundShowsUs =
                SimulatedSource.START_US
                        + (ingestUs - sound.offsetAtUs(SimulatedSource.START_US))
                                / (1 + soundPpm * 1e-6);
        assertThat((double) skew.correctedUs("pictures", eventUs))
                .isCloseTo(soundShowsUs, offset(WITHIN_US));
        assertThat(skew.correctedUs("sound", eventUs)).isEqualTo(eventUs);
    }

    /**
     * 1 is real time, 0 is all at once. Five percent off is no clock from the first record on; one
     * percent is hidden by the jitter of the first seconds and seen after 20 s.
     */
    @Property(tries = 300)
    void aReplayAtAnyOtherSpeedIsNoEvidence(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 3) double ingestPerEvent) {
        double perEvent =
                Math.abs(ingestPerEvent - 1) < 0.01 ? ingestPerEvent + 0.02 : ingestPerEvent;
        SimulatedSource network = SimulatedSource.of(seed, 0, 0);
        ClockSkewEstimator estimator = new ClockSkewEstimator();

        for (int i = 0; i < 3_000; i++) {
            long event = SimulatedSource.START_US + i * 100_000L;
            double ingest = i * 100_000.0 * perEvent + network.jitterUs();
            estimator.observe(event, SimulatedSource.START_US + Math.round(ingest));
            if (Math.abs(perEvent - 1) >= 0.05 || i >= 200) {
                assertThat(estimator.fit()).isNull();
            }
        }
    }

    @Property(tries = 1_000)
    void anyTimesAreSurvived(
            @ForAll long[] eventUs,
            @ForAll long[] ingestUs,
            @ForAll @IntRange(max = 50) int smaller) {
        ClockSkewEstimator estimator = new ClockSkewEstimator();
        for (int i = 0; i < Math.min(eventUs.length, ingestUs.length); i++) {
            estimator.observe(eventUs[i] >> smaller, ingestUs[i] >> smaller);
            ClockFit fit = estimator.fit();
            assertThat(fit == null || Double.isFinite(fit.offsetUs() + fit.driftPpm())).isTrue();
        }
    }
}
