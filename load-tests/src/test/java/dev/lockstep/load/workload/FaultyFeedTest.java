package dev.lockstep.load.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.drive.AudioFeed;
import dev.lockstep.load.drive.DueRecord;
import dev.lockstep.load.drive.SourceConf;
import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.schema.avro.AudioChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultyFeedTest {
    private static final long START_US = 1_000_000_000;

    /** 20 chunks of 100 ms, and the end of the stream. */
    private static final int CHUNKS = 20;

    private final SentCounts counts = new SentCounts();

    @Test
    void withoutFaultsItIsTheFeedItself() {
        assertThat(sequences(read(List.of(), 1)))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, CHUNKS).boxed().toList());
        assertThat(counts.records()).isEqualTo(CHUNKS + 1);
    }

    @Test
    void aStallHoldsBackWhatIsDueAndThenLetsItGoAtOnce() {
        List<DueRecord<?>> records =
                read(
                        List.of(
                                new Fault(
                                        Fault.Kind.STALL,
                                        Modal.AUDIO,
                                        Duration.ofMillis(500),
                                        Duration.ofMillis(400),
                                        null,
                                        null)),
                        1);
        assertThat(sequences(records)).isSorted().hasSize(CHUNKS + 1);
        // Chunks end at 100, 200, … ms; those of 500 to 800 ms wait until 900 ms.
        assertThat(records)
                .extracting(record -> (record.dueUs() - START_US) / 1_000)
                .startsWith(100L, 200L, 300L, 400L, 900L, 900L, 900L, 900L, 900L, 1_000L);
        assertThat(counts.struck(Fault.Kind.STALL)).isEqualTo(4);
    }

    @Test
    void copiesAreTheSameRecordAndAreCounted() {
        List<DueRecord<?>> records = read(List.of(share(Fault.Kind.DUPLICATE, 1)), 1);
        assertThat(records).hasSize(2 * CHUNKS + 1);
        assertThat(sequences(records)).startsWith(0L, 0L, 1L, 1L).endsWith(19L, 19L, 20L);
        assertThat(counts.records()).isEqualTo(2 * CHUNKS + 1);
        assertThat(counts.struck(Fault.Kind.DUPLICATE)).isEqualTo(CHUNKS);
    }

    @Test
    void aReorderedRecordComesAfterItsNeighbour() {
        List<Long> sequences = sequences(read(List.of(share(Fault.Kind.REORDER, 0.3)), 5));
        assertThat(sequences).isNotEqualTo(sequences.stream().sorted().toList());
        assertThat(sequences)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(0, CHUNKS).boxed().toList());
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(Math.abs(sequences.get(i) - i)).isLessThanOrEqualTo(CHUNKS / 2);
        }
        assertThat(sequences).endsWith((long) CHUNKS);
    }

    @Test
    void lateRecordsAreLateAndTheEndStaysTheEnd() {
        Fault late =
                new Fault(Fault.Kind.LATE, Modal.AUDIO, null, null, 0.2, Duration.ofMillis(2_500));
        List<DueRecord<?>> records = read(List.of(late), 3);
        assertThat(records).extracting(DueRecord::dueUs).isSorted();
        List<Long> sequences = sequences(records);
        assertThat(sequences).isNotEqualTo(sequences.stream().sorted().toList());
        assertThat(sequences).endsWith((long) CHUNKS);
        assertThat(records)
                .extracting(record -> record.dueUs() - chunk(record).getEventTimeUs())
                .contains(2_600_000L, 100_000L);
    }

    @Test
    void corruptSoundLacksHalfASample() {
        List<DueRecord<?>> records = read(List.of(share(Fault.Kind.CORRUPT, 1)), 1);
        assertThat(chunk(records.get(3)).getPayload().remaining()).isEqualTo(3_199);
        assertThat(chunk(records.get(CHUNKS)).getPayload().remaining()).isZero();
    }

    @Test
    void theSameSeedDoesTheSame() {
        List<Fault> faults =
                List.of(share(Fault.Kind.REORDER, 0.2), share(Fault.Kind.DUPLICATE, 0.2));
        assertThat(sequences(read(faults, 4))).isEqualTo(sequences(read(faults, 4)));
        assertThat(sequences(read(faults, 4))).isNotEqualTo(sequences(read(faults, 5)));
    }

    private static Fault share(Fault.Kind kind, double share) {
        return new Fault(kind, Modal.AUDIO, null, null, share, null);
    }

    private List<DueRecord<?>> read(List<Fault> faults, long seed) {
        SourceConf source = new SourceConf("a", "audio-0", List.of("audio-0"), START_US, 1);
        FaultyFeed feed =
                new FaultyFeed(
                        new AudioFeed(source, StreamSound.of(new short[CHUNKS * 1_600]), 100),
                        faults,
                        START_US,
                        1,
                        new SplittableRandom(seed),
                        counts);
        List<DueRecord<?>> records = new ArrayList<>();
        for (DueRecord<?> next = feed.next(); next != null; next = feed.next()) {
            records.add(next);
        }
        return records;
    }

    private static List<Long> sequences(List<DueRecord<?>> records) {
        return records.stream().map(record -> chunk(record).getSequence()).toList();
    }

    private static AudioChunk chunk(DueRecord<?> record) {
        return (AudioChunk) record.record().apply(START_US);
    }
}
