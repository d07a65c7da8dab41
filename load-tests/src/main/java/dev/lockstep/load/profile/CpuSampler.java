package dev.lockstep.load.profile;

import one.profiler.AsyncProfiler;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Samples this process by the CPU time of each thread, Java and native ones alike, into a file of
 * the Java Flight Recorder. The JVM's own recorder sees no native threads, so neither compilers nor
 * garbage collection, and takes at most one sample of native code at a time; async-profiler's timer
 * of each thread has neither limit. One sampler of a process runs at a time.
 */
public final class CpuSampler implements AutoCloseable {
    /** CPU time of a thread between two of its samples, ms. */
    public static final int INTERVAL_MS = 5;

    private final AsyncProfiler profiler;
    private final Path file;

    private CpuSampler(AsyncProfiler profiler, Path file) {
        this.profiler = profiler;
        this.file = file;
    }

    /**
     * Begins to sample.
     *
     * @param file for the samples; it is there after {@link #close}
     * @throws IOException if this machine cannot be sampled, or the file cannot be written
     */
    public static CpuSampler start(Path file) throws IOException {
        try {
            AsyncProfiler profiler = AsyncProfiler.getInstance();
            profiler.execute(
                    "start,event=ctimer,interval="
                            + INTERVAL_MS
                            + "ms,jfr,file="
                            + file.toAbsolutePath());
            return new CpuSampler(profiler, file);
        } catch (IllegalStateException | UnsatisfiedLinkError e) {
            throw new IOException(
                    "The CPU cannot be sampled here ("
                            + e.getMessage()
                            + "); leave the profile away.",
                    e);
        }
    }

    /** Where the samples go. */
    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        profiler.execute("stop,file=" + file.toAbsolutePath());
    }
}
