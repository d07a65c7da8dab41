package dev.lockstep.load.align;

import dev.lockstep.align.buffer.SourceBuffer;
import dev.lockstep.schema.flow.ItemContent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A record comes into the buffer of one of many sources and the oldest goes: an operation. Each
 * buffer holds as much as a camera has waiting with the defaults, each record with a content of its
 * own, so that what leaves has long left the cache.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class SourceBufferBenchmark {
    private static final int SOURCES = 200;
    private static final int WAITING = 88;
    private static final long FRAME_US = 200_000;

    private final SourceBuffer[] buffers = new SourceBuffer[SOURCES];
    private final ItemContent[] contents = new ItemContent[SOURCES * (WAITING + 1)];
    private int source;
    private int content;
    private long number;

    /** Fills the buffers. */
    @Setup
    public void begin() {
        for (int i = 0; i < contents.length; i++) {
            contents[i] =
                    ItemContent.seen(
                            List.of("person " + i, "laptop " + i, "cup " + i),
                            List.of("Quarterly results " + i),
                            0.87f);
        }
        for (int i = 0; i < SOURCES; i++) {
            buffers[i] = new SourceBuffer();
        }
        for (int i = 0; i < SOURCES * WAITING; i++) {
            add();
        }
    }

    /** One comes, one goes. */
    @Benchmark
    public int addAndEvict() {
        SourceBuffer buffer = add();
        buffer.evictBefore((number - WAITING) * FRAME_US);
        return buffer.size();
    }

    private SourceBuffer add() {
        SourceBuffer buffer = buffers[source];
        buffer.add(number * FRAME_US, 0, 0, number, contents[content]);
        content = content + 1 == contents.length ? 0 : content + 1;
        source++;
        if (source == SOURCES) {
            source = 0;
            number++;
        }
        return buffer;
    }
}
