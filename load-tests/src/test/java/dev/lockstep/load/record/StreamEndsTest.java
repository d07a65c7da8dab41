package dev.lockstep.load.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a recording is over. */
class StreamEndsTest {
    @Test
    void notBeforeAStreamWasSeen() {
        assertThat(new StreamEnds(true).all()).isFalse();
    }

    @Test
    void whenEverySourceOfEveryStreamHasEnded() {
        StreamEnds ends = new StreamEnds(true);
        ends.accept("a", record("text-0", false, List.of()));
        ends.accept("b", record("text-0", false, List.of()));
        ends.accept("a", record("text-0", true, List.of()));
        assertThat(ends.all()).isFalse();
        ends.accept("b", record("text-0", true, List.of()));
        assertThat(ends.all()).isTrue();
    }

    @Test
    void sourcesThatWereAnnouncedAreWaitedForWhereTheyCanBeSeen() {
        StreamEnds all = new StreamEnds(true);
        StreamEnds some = new StreamEnds(false);
        for (StreamEnds ends : List.of(all, some)) {
            ends.accept("a", record("text-0", false, List.of("text-0", "video-0")));
            ends.accept("a", record("text-0", true, List.of()));
        }
        assertThat(all.all()).isFalse();
        assertThat(some.all()).isTrue();
    }

    @Test
    void aSourceThatBeginsAnewHasNotEnded() {
        StreamEnds ends = new StreamEnds(true);
        ends.accept("a", record("text-0", true, List.of()));
        ends.accept("a", record("text-0", false, List.of()));
        assertThat(ends.all()).isFalse();
    }

    private static TextEvent record(String source, boolean end, List<String> announced) {
        return TextEvent.newBuilder()
                .setStreamId("a")
                .setSourceId(source)
                .setSequence(0)
                .setEventTimeUs(1)
                .setPtsUs(0)
                .setDurationUs(0)
                .setIngestTimeUs(2)
                .setKind(TextKind.CHAT)
                .setText("")
                .setEndOfStream(end)
                .setStreamSources(announced)
                .build();
    }
}
