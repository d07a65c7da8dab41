package dev.lockstep.load.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.measure.Spread;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.flow.StreamItem;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * What alignment adds when nobody is late: live streams in real time through the operator. A record
 * is due {@value #DELAY_US} µs after what it holds has happened, and lateness of the benchmark
 * itself counts, as times are taken from when records were due.
 */
final class LatencyRun {
    private static final long DELAY_US = 5_000;

    /** Until then class loading and the compiler are at work, µs. */
    private static final long WARM_UP_US = 5_000_000;

    private static final long HIGHEST_US = 60_000_000;

    private static Histogram added = new Histogram(HIGHEST_US, 3);
    private static Histogram behind = new Histogram(HIGHEST_US, 3);
    private static final Map<String, Integer> REASONS = new TreeMap<>();

    private LatencyRun() {}

    /**
     * A distribution over the repetitions, ms.
     *
     * @param p50 median
     * @param p95 95 of 100 are shorter
     * @param p99 99 of 100 are shorter
     */
    record Lag(Spread p50, Spread p95, Spread p99) {}

    /**
     * What was measured.
     *
     * @param streams how many
     * @param windows windows of all repetitions
     * @param addedMs from when the last record that a window needs was due to when it fired
     * @param behindEndMs from the end of a window by the wall clock to when it fired
     * @param reasons windows by the reason why they fired
     */
    record Result(
            int streams,
            long windows,
            @JsonProperty("added_ms") Lag addedMs,
            @JsonProperty("behind_window_end_ms") Lag behindEndMs,
            Map<String, Integer> reasons) {}

    /** Measures it. */
    static Result measure(int streams, int seconds, int repetitions, Path folder) throws Exception {
        List<Histogram> addedAll = new ArrayList<>();
        List<Histogram> behindAll = new ArrayList<>();
        REASONS.clear();
        for (int i = 0; i < repetitions; i++) {
            added = new Histogram(HIGHEST_US, 3);
            behind = new Histogram(HIGHEST_US, 3);
            Schedule schedule = new Schedule(streams, seconds + (int) (WARM_UP_US / 1_000_000));
            BenchFlink.run(
                    AlignLoad.conf("live"),
                    schedule.size(),
                    new Paced(schedule),
                    new Probe(),
                    folder);
            addedAll.add(added);
            behindAll.add(behind);
        }
        long windows = addedAll.stream().mapToLong(Histogram::getTotalCount).sum();
        return new Result(streams, windows, lag(addedAll), lag(behindAll), Map.copyOf(REASONS));
    }

    private static Lag lag(List<Histogram> repetitions) {
        return new Lag(at(repetitions, 50), at(repetitions, 95), at(repetitions, 99));
    }

    private static Spread at(List<Histogram> repetitions, double percentile) {
        return Spread.of(
                repetitions.stream().map(h -> h.getValueAtPercentile(percentile) / 1e3).toList());
    }

    private static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** When the records of all streams are due, in order; streams begin one after another. */
    private static final class Schedule implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private final int streams;

        /** Due time in µs, stream and number of each record. */
        private final long[][] records;

        Schedule(int streams, int seconds) {
            this.streams = streams;
            this.records =
                    Stream.iterate(0, s -> s < streams, s -> s + 1)
                            .flatMap(s -> ofStream(s, seconds))
                            .sorted(Comparator.comparingLong(r -> r[0]))
                            .toArray(long[][]::new);
        }

        private Stream<long[]> ofStream(int stream, int seconds) {
            return Stream.iterate(0L, n -> n < (long) seconds * AlignLoad.PER_SECOND, n -> n + 1)
                    .map(
                            n ->
                                    new long[] {
                                        phaseUs(stream) + AlignLoad.endsUs(n) + DELAY_US, stream, n
                                    });
        }

        long size() {
            return records.length;
        }

        long phaseUs(long stream) {
            return stream * 1_000_000 / streams;
        }
    }

    /** Hands each record on when it is due. */
    private static final class Paced implements MapFunction<Long, StreamItem> {
        private static final long serialVersionUID = 1L;
        private static final long HEAD_START_US = 200_000;

        private final Schedule schedule;
        private long beginUs;

        Paced(Schedule schedule) {
            this.schedule = schedule;
        }

        @Override
        public StreamItem map(Long at) {
            if (at == 0) {
                beginUs = nowUs() + HEAD_START_US;
            }
            long[] record = schedule.records[(int) (long) at];
            long waitUs = beginUs + record[0] - nowUs();
            while (waitUs > 0) {
                LockSupport.parkNanos(waitUs * 1000);
                waitUs = beginUs + record[0] - nowUs();
            }
            return AlignLoad.record(
                    "bench-stream-" + record[1],
                    beginUs + schedule.phaseUs(record[1]),
                    record[2],
                    DELAY_US);
        }
    }

    /** Looks when windows fire. */
    private static final class Probe implements FilterFunction<AlignedWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(AlignedWindow window) {
            long nowUs = nowUs();
            long endUs = window.getEndUs() - window.getOriginUs();
            if (window.getRevision() == 0 && endUs > WARM_UP_US) {
                long neededUs = window.getOriginUs() + AlignLoad.neededUs(endUs) + DELAY_US;
                added.recordValue(Math.max(0, Math.min(HIGHEST_US, nowUs - neededUs)));
                behind.recordValue(Math.max(0, Math.min(HIGHEST_US, nowUs - window.getEndUs())));
                REASONS.merge(String.valueOf(window.getFireReason()), 1, Integer::sum);
            }
            return true;
        }
    }
}
