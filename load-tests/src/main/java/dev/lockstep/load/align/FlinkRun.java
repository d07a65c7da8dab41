package dev.lockstep.load.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.measure.Spread;
import dev.lockstep.load.measure.ThreadMeter;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.flow.StreamItem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;

/** Many streams through keyBy and the operator of alignment, as fast as they go. */
final class FlinkRun {
    private static final int RECORDS = 2_000_000;

    /** Records lie in the past, so that in live mode no clock holds them up. */
    private static final Duration AGO = Duration.ofDays(1);

    private static final String SOURCE = "source";
    private static final String ALIGN = "align";
    private static final Map<String, ThreadMeter.Used> USED = new ConcurrentHashMap<>();

    private FlinkRun() {}

    /**
     * What the operator did.
     *
     * @param mode live or replay
     * @param streams how many
     * @param recordsPerSecond by the wall clock, with two task threads
     * @param recordsPerCpuSecond by the CPU time of the aligning task's thread: deserialising,
     *     state, aligning
     * @param recordsPerCpuSecondOfBoth by that of both threads: making and serialising too
     * @param bytesPerRecord heap that the aligning thread claimed for each record
     */
    record Result(
            String mode,
            int streams,
            @JsonProperty("records_per_second") Spread recordsPerSecond,
            @JsonProperty("records_per_cpu_second") Spread recordsPerCpuSecond,
            @JsonProperty("records_per_cpu_second_with_source") Spread recordsPerCpuSecondOfBoth,
            @JsonProperty("bytes_per_record") double bytesPerRecord) {}

    /** Measures it, after one run that is not counted. */
    static Result measure(String mode, int streams, int repetitions, Path folder) throws Exception {
        repeat(mode, streams, folder);
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        double bytes = 0;
        for (int i = 0; i < repetitions; i++) {
            repeat(mode, streams, folder);
            ThreadMeter.Used align = Objects.requireNonNull(USED.get(ALIGN));
            ThreadMeter.Used source = Objects.requireNonNull(USED.get(SOURCE));
            wall.add(RECORDS / align.wallSeconds());
            cpu.add(RECORDS / align.cpuSeconds());
            both.add(RECORDS / (align.cpuSeconds() + source.cpuSeconds()));
            bytes += align.allocatedBytes();
        }
        return new Result(
                mode,
                streams,
                Spread.of(wall),
                Spread.of(cpu),
                Spread.of(both),
                bytes / RECORDS / repetitions);
    }

    private static void repeat(String mode, int streams, Path folder) throws Exception {
        USED.clear();
        long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().minus(AGO));
        BenchFlink.run(
                AlignLoad.conf(mode), RECORDS, new Maker(streams, startUs), new Meter(), folder);
    }

    /** Makes the records of all streams in turn. */
    private static final class Maker extends RichMapFunction<Long, StreamItem> {
        private static final long serialVersionUID = 1L;
        private static final long DELAY_US = 5_000;

        private final String[] streams;
        private final long startUs;
        private transient @Nullable ThreadMeter meter;

        Maker(int streams, long startUs) {
            this.streams = new String[streams];
            for (int i = 0; i < streams; i++) {
                this.streams[i] = "bench-stream-" + i;
            }
            this.startUs = startUs;
        }

        @Override
        public void open(OpenContext context) {
            meter = ThreadMeter.start();
        }

        @Override
        public StreamItem map(Long number) {
            String stream = streams[(int) (number % streams.length)];
            return AlignLoad.record(stream, startUs, number / streams.length, DELAY_US);
        }

        @Override
        public void close() {
            USED.put(SOURCE, Objects.requireNonNull(meter).stop());
        }
    }

    /** Measures the task that it is part of. */
    private static final class Meter extends RichFilterFunction<AlignedWindow> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable ThreadMeter meter;

        @Override
        public void open(OpenContext context) {
            meter = ThreadMeter.start();
        }

        @Override
        public boolean filter(AlignedWindow window) {
            return true;
        }

        @Override
        public void close() {
            USED.put(ALIGN, Objects.requireNonNull(meter).stop());
        }
    }
}
