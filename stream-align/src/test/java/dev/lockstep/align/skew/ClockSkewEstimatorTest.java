package dev.lockstep.align.skew;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewEstimatorTest {
    private static final long START = SimulatedSource.START_US;

    @Test
    void saysNothingBeforeFourSecondsAndAfterAReset() {
        SimulatedSource source = SimulatedSource.of(1, 100, 50);

        assertThat(source.run(3.5).estimator.fit()).isNull();
        assertThat(source.run(1.5).estimator.fit()).isNotNull();
        source.estimator.reset();
        assertThat(source.estimator.fit()).isNull();
        assertIsRight(source.step(-90_000_000).run(10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5_000, -300, -60, 60, 300, 5_000, 3_600_000})
    void aClockThatWasSetIsFollowed(double byMs) {
        for (double before : new double[] {6, 40, 1_500}) {
            SimulatedSource source = SimulatedSource.of(2, 100, 50).run(before);

            assertIsRight(source.step(byMs).run(45));
        }
    }

    @Test
    void congestionOfTwentySecondsIsNotTakenForTheClock() {
        SimulatedSource source = SimulatedSource.of(3, -200, 100).run(120);

        assertIsRight(source.run(20, 250));
        assertIsRight(source.run(1));
    }

    @Test
    void tenHoursFollowTheClockOfToday() throws IOException {
        SimulatedSource source = SimulatedSource.of(4, -200, 180).run(36_000);

        assertIsRight(source);
        assertThat(source.fit().driftPpm()).isCloseTo(180, offset(1.0));
        assertThat(bytes(source.estimator)).hasSizeLessThan(2_200);
    }

    @Test
    void aSparseSourceIsEnough() {
        assertIsRight(new SimulatedSource(5, 300, -150, 0.5).run(600));
    }

    @Test
    void brokenTimestampsChangeNothing() {
        SimulatedSource source = SimulatedSource.of(6, 100, 50);
        source.estimator.observe(START + 7_200_000_000L, START);
        source.run(60);
        ClockFit before = source.estimator.fit();
        long now = source.nowUs();

        source.estimator.observe(now + 7_200_000_000L, now);
        source.estimator.observe(now, now - 3_000_000);
        source.estimator.observe(Long.MAX_VALUE, now);
        source.estimator.observe(Long.MIN_VALUE, Long.MAX_VALUE);
        source.estimator.observe(0, now);

        assertThat(source.estimator.fit()).isEqualTo(before);
        assertIsRight(source.run(5));
    }

    @Test
    void orderAndDuplicatesDoNotMatter() {
        SimulatedSource network = SimulatedSource.of(7, 0, 0);
        List<long[]> records = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            long event = START + i * 100_000L;
            long ingest = Math.round(event + 250_000 + i * 10.0 + network.jitterUs());
            records.add(new long[] {event, ingest});
            records.add(new long[] {event, ingest});
        }
        Random random = new Random(7);
        for (int i = 0; i < records.size(); i += 50) {
            Collections.shuffle(records.subList(i, i + 50), random);
        }
        ClockSkewEstimator estimator = new ClockSkewEstimator();
        records.forEach(record -> estimator.observe(record[0], record[1]));

        assertThat(requireNonNull(estimator.fit()).offsetAtUs(START))
                .isCloseTo(252_000, offset(2_000.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void burstsWithOneIngestTimeAreTimedByTheirLastRecord(int burst) {
        ClockSkewEstimator estimator = new ClockSkewEstimator();
        for (int i = 0; i < 1_200; i++) {
            long lastOfBurst = (i / burst + 1L) * burst - 1;
            estimator.observe(START + i * 100_000L, START + lastOfBurst * 100_000L + 40_000);
        }

        assertThat(requireNonNull(estimator.fit()).offsetUs()).isCloseTo(40_000, offset(100.0));
    }

    @Test
    void aLiveSourceThatReadsABacklogFirstIsEvidenceOnceItIsLive() {
        SimulatedSource source = SimulatedSource.of(8, 100, 50);
        for (int i = 0; i < 6_000; i++) {
            source.estimator.observe(START - 600_000_000 + i * 100_000L, START + i * 100L);
            assertThat(source.estimator.fit()).isNull();
        }

        assertIsRight(source.run(60));
    }

    @Test
    void aCopyAndAReadStateGoOnBitForBit() throws IOException {
        for (double until : new double[] {0, 2, 20, 100, 2_000}) {
            SimulatedSource source = SimulatedSource.of(9, -400, 20).run(until);
            for (int i = 0; i < 4; i++) {
                source.estimator.observe(source.nowUs(), source.nowUs() - 3_000_000);
            }
            ClockSkewEstimator copy = source.estimator.copy();
            ClockSkewEstimator read = read(bytes(source.estimator));
            assertThat(read.fit()).isEqualTo(source.estimator.fit());

            for (int i = 0; i < 900; i++) {
                long event = source.nowUs() + i * 100_000L;
                long ingest = event + Math.round(source.offsetAtUs(event) + delayUs(source, i));
                source.estimator.observe(event, ingest);
                copy.observe(event, ingest);
                read.observe(event, ingest);
                source.estimator.fit();
                if (i % 5 == 0) {
                    assertThat(bytes(copy)).isEqualTo(bytes(source.estimator));
                    assertThat(bytes(read)).isEqualTo(bytes(source.estimator));
                }
            }

            assertThat(copy.fit()).isEqualTo(source.estimator.fit());
        }
    }

    /** Some that are nearly too early, then outliers that complete a step, then the network. */
    private static double delayUs(SimulatedSource source, int record) {
        return record < 2 ? -8_000 : record < 8 ? -3_000_000 : source.jitterUs();
    }

    @Test
    void stateOfANewerVersionOrDamagedIsRefused() throws IOException {
        byte[] newer = bytes(new ClockSkewEstimator());
        newer[0] = 2;
        assertThatThrownBy(() -> read(newer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2 and this program reads 1");
        byte[] damaged = bytes(new ClockSkewEstimator());
        damaged[3] = (byte) 200;
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining("damaged");
    }

    /** Within 5 ms, of which 2 ms are the smallest delay. */
    private static void assertIsRight(SimulatedSource source) {
        assertThat(source.fit().offsetAtUs(source.nowUs()))
                .isCloseTo(source.offsetAtUs(source.nowUs()), offset(5_000.0));
    }

    private static byte[] bytes(ClockSkewEstimator estimator) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        estimator.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static ClockSkewEstimator read(byte[] bytes) throws IOException {
        return ClockSkewEstimator.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
