package dev.lockstep.load.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.StopSignal;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.topic.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class OpenLoopDriverTest {
    private static final long START_US = 1_000_000_000;
    private static final int CHUNK_MS = 100;

    private final AtomicLong nowUs = new AtomicLong(START_US);
    private final List<AudioChunk> sent = new CopyOnWriteArrayList<>();

    /** A clock that jumps to where it is waited for. */
    private final MediaClock clock =
            new MediaClock() {
                @Override
                public long nowUs() {
                    return nowUs.get();
                }

                @Override
                public void waitUntil(long us, StopSignal stop) {
                    nowUs.accumulateAndGet(us, Math::max);
                }
            };

    @Test
    void recordsOfAllFeedsComeInOrderOfTheirDueTimes() throws Exception {
        run(this::take, feed("a", START_US), feed("b", START_US + 50_000));
        assertThat(sent)
                .extracting(chunk -> chunk.getStreamId() + chunk.getSequence())
                .containsExactly(
                        "a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3", "a4", "a5", "b4", "b5");
        AudioChunk last = sent.get(sent.size() - 1);
        assertThat(last.getEndOfStream()).isTrue();
        assertThat(sent.get(0).getStreamSources()).containsExactly("audio-0");
        assertThat(sent.get(2).getStreamSources()).isEmpty();
    }

    @Test
    void aStallMovesNoDueTimeAndEventTimesStay() throws Exception {
        long stallUs = 300_000;
        OpenLoopDriver driver =
                run(
                        chunk -> {
                            take(chunk);
                            if (chunk.getSequence() == 1) {
                                nowUs.addAndGet(stallUs);
                            }
                        },
                        feed("a", START_US));
        assertThat(sent)
                .extracting(AudioChunk::getEventTimeUs)
                .containsExactly(
                        START_US,
                        START_US + 100_000,
                        START_US + 200_000,
                        START_US + 300_000,
                        START_US + 400_000,
                        START_US + 500_000);
        // Due at 200 ms, taken at 500 ms: what follows comes at once, late by ever less.
        assertThat(sent)
                .extracting(chunk -> chunk.getIngestTimeUs() - START_US)
                .containsExactly(100_000L, 200_000L, 500_000L, 500_000L, 500_000L, 500_000L);
        assertThat(driver.worstLateMs()).isBetween(300.0, 300.2);
        assertThat(driver.sent()).isEqualTo(6);
    }

    @Test
    void whatEndsItIsTold() {
        assertThatThrownBy(
                        () ->
                                run(
                                        chunk -> {
                                            throw new IllegalStateException("no room");
                                        },
                                        feed("a", START_US)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room");
    }

    @Test
    void fasterThanRealTimeOnlyTheHandOverMoves() throws Exception {
        SourceConf source = new SourceConf("a", "audio-0", List.of("audio-0"), START_US, 4);
        run(this::take, new AudioFeed(source, StreamSound.of(new short[8_000]), CHUNK_MS));
        assertThat(sent)
                .extracting(AudioChunk::getEventTimeUs)
                .endsWith(START_US + 400_000, START_US + 500_000);
        assertThat(sent)
                .extracting(chunk -> chunk.getIngestTimeUs() - START_US)
                .containsExactly(25_000L, 50_000L, 75_000L, 100_000L, 125_000L, 125_000L);
    }

    private void take(AudioChunk chunk) {
        sent.add(chunk);
    }

    /** Half a second of sound in five chunks, and the end of the stream. */
    private static AudioFeed feed(String stream, long startUs) {
        SourceConf source = new SourceConf(stream, "audio-0", List.of("audio-0"), startUs, 1);
        return new AudioFeed(source, StreamSound.of(new short[8_000]), CHUNK_MS);
    }

    private OpenLoopDriver run(java.util.function.Consumer<AudioChunk> taker, Feed... feeds)
            throws Exception {
        Outlet outlet =
                new Outlet() {
                    @Override
                    public <T extends SpecificRecordBase> void send(Topic<T> topic, T value) {
                        taker.accept((AudioChunk) value);
                    }
                };
        try (OpenLoopDriver driver = OpenLoopDriver.start(List.of(feeds), outlet, clock)) {
            assertThat(driver.await(10_000)).isTrue();
            return driver;
        }
    }
}
