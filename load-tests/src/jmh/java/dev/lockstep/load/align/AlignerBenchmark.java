package dev.lockstep.load.align;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The core of alignment on one thread: an operation is a record of one of the streams, so the score
 * is records a second, and {@code -prof gc} gives bytes a record.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class AlignerBenchmark {
    /** How many streams share the thread. */
    @Param({"1", "200"})
    public int streams;

    /** What decides when windows fire. */
    @Param({"live", "replay"})
    public String mode = "live";

    @SuppressWarnings("NullAway.Init") // JMH sets up first
    private AlignedStreams running;

    /** Makes the records. */
    @Setup
    public void begin() {
        running = new AlignedStreams(AlignLoad.conf(mode), streams);
    }

    /** A record. */
    @Benchmark
    public @Nullable Object record() {
        running.next();
        return running.newest();
    }
}
