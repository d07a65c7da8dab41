package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pacing by a clock that moves only when it is waited for. */
class ReplayRunTest {
    private static final int RECORDS = 100;

    @TempDir private Path dir = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void record() throws IOException {
        file = Recordings.write(dir.resolve("a.mcap"), RECORDS);
    }

    @Test
    void atTwiceTheSpeedRecordsAreHalfAsFarApart() throws Exception {
        SteppedClock clock = new SteppedClock();
        Collected sink = new Collected();
        ReplayRun.Result result = run(new Pacing(2), StreamNaming.SAME, clock, sink);
        assertThat(result.sent()).isEqualTo(RECORDS);
        assertThat(result.problems()).isEmpty();
        long first = clock.waits.get(0);
        assertThat(clock.waits.stream().map(t -> t - first))
                .containsExactlyElementsOf(
                        LongStream.range(0, RECORDS)
                                .mapToObj(i -> i * Recordings.STEP_NS / 2)
                                .toList());
        assertThat(result.lateUs().getTotalCount()).isEqualTo(RECORDS);
    }

    @Test
    void atFullSpeedNothingWaits() throws Exception {
        SteppedClock clock = new SteppedClock();
        Collected sink = new Collected();
        assertThat(run(Pacing.MAX, StreamNaming.SAME, clock, sink).sent()).isEqualTo(RECORDS);
        assertThat(clock.waits).isEmpty();
        assertThat(sink.taken)
                .extracting(o -> o.delivery().message().sequence())
                .isSorted()
                .hasSize(RECORDS);
    }

    @Test
    void keyAndStreamGetTheNewIdAndTheTimestampStays() throws Exception {
        Collected sink = new Collected();
        run(Pacing.MAX, new StreamNaming("{id}-{copy}"), new SteppedClock(), sink);
        Outgoing third = sink.taken.get(3);
        assertThat(new String(third.record().key(), StandardCharsets.UTF_8)).isEqualTo("talk-1");
        assertThat(third.record().timestamp())
                .isEqualTo((Recordings.START_NS + 3 * Recordings.STEP_NS) / 1_000_000);
        byte[] value = third.record().value();
        assertThat(value).startsWith(0, 0, 0, 0, 42);
        byte[] avro = Arrays.copyOfRange(value, 5, value.length);
        assertThat(RecordHead.read(TextEvent.getClassSchema(), avro))
                .extracting(RecordHead::streamId)
                .isEqualTo("talk-1");
    }

    @Test
    void aSinkThatFailsEndsTheRunWithItsSentence() throws Exception {
        Collected sink = new Collected();
        sink.failAfter = 5;
        ReplayRun.Result result = run(Pacing.MAX, StreamNaming.SAME, new SteppedClock(), sink);
        assertThat(result.problems()).containsExactly("The brokers are gone.");
        assertThat(result.sent()).isEqualTo(5);
    }

    private ReplayRun.Result run(
            Pacing pacing, StreamNaming naming, PacerClock clock, RecordSink sink)
            throws IOException, InterruptedException {
        ReplayConf conf =
                new ReplayConf(
                        pacing, Set.of(Recordings.TOPIC), "", 1, 0, 0, naming, Perturbations.NONE);
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            return new ReplayRun(
                            new ReplayPlan(reader, conf.topics(), 1, 0, 0, Perturbations.NONE),
                            new OutgoingRecords(
                                    reader.contents(),
                                    conf,
                                    new OneSchema(),
                                    new RestoredPayloads(reader, Optional.empty())),
                            conf,
                            sink,
                            new SentStreams(),
                            clock)
                    .run(() -> false, ns -> {});
        }
    }

    /** Time passes only in {@link #awaitNs}. */
    private static final class SteppedClock implements PacerClock {
        private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
        private volatile long nowNs;

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public void awaitNs(long timeNs) {
            waits.add(timeNs);
            nowNs = Math.max(nowNs, timeNs);
        }
    }

    private static final class Collected implements RecordSink {
        private final List<Outgoing> taken = Collections.synchronizedList(new ArrayList<>());
        private int failAfter = Integer.MAX_VALUE;

        @Override
        public void send(Outgoing outgoing) {
            taken.add(outgoing);
        }

        @Override
        public Optional<String> failure() {
            return taken.size() >= failAfter
                    ? Optional.of("The brokers are gone.")
                    : Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static final class OneSchema implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            return 42;
        }

        @Override
        public Schema byId(int id) {
            throw new UnsupportedOperationException();
        }
    }
}
