package dev.lockstep.load.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignLoadTest {
    private static final long START_US = 1_700_000_000_000_000L;

    @Test
    void aSecondHoldsTenChunksFiveFramesAndAText() {
        List<StreamItem> second = records(AlignLoad.PER_SECOND, 2 * AlignLoad.PER_SECOND);
        assertThat(second)
                .extracting(StreamItem::modality)
                .filteredOn(Modality.AUDIO::equals)
                .hasSize(10);
        assertThat(second)
                .extracting(StreamItem::modality)
                .filteredOn(Modality.VIDEO::equals)
                .hasSize(5);
        assertThat(second)
                .extracting(StreamItem::modality)
                .filteredOn(Modality.TEXT::equals)
                .hasSize(1);
        assertThat(second)
                .filteredOn(item -> item.modality() == Modality.AUDIO)
                .extracting(StreamItem::sequence)
                .containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
    }

    @Test
    void recordsComeInTheOrderInWhichTheyHappen() {
        assertThat(records(0, 100)).extracting(StreamItem::ingestTimeUs).isSorted();
        assertThat(LongStream.range(0, 100).mapToObj(AlignLoad::endsUs)).isSorted();
        assertThat(AlignLoad.record("s", START_US, 17, 5_000).ingestTimeUs())
                .isEqualTo(START_US + AlignLoad.endsUs(17) + 5_000);
    }

    @Test
    void aWindowNeedsTheChunkThatReachesItsEndAndTheFrameAfterIt() {
        assertThat(AlignLoad.neededUs(2_000_000)).isEqualTo(2_000_000);
        assertThat(AlignLoad.neededUs(2_500_000)).isEqualTo(2_600_000);
    }

    /** The last frame is that of 29.8 s, the last text that of 29.45 s; lateness is 15 s. */
    @ParameterizedTest
    @CsvSource({"live, 56, 26", "replay, 55, 25"})
    void theAlignerTakesAllOfIt(String mode, int fired, int settled) {
        AlignedStreams streams = new AlignedStreams(AlignLoad.conf(mode), 3);
        for (int i = 0; i < 3 * 30 * AlignLoad.PER_SECOND; i++) {
            streams.next();
        }
        assertThat(streams.lost()).isZero();
        assertThat(streams.windows()).isEqualTo(3L * fired);
        assertThat(streams.settled()).isEqualTo(3L * settled);
    }

    private static List<StreamItem> records(int from, int to) {
        return LongStream.range(from, to)
                .mapToObj(n -> AlignLoad.record("s", START_US, n, 5_000))
                .toList();
    }
}
