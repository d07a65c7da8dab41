package dev.lockstep.load.align;

import dev.lockstep.schema.avro.AlignedWindow;

import java.util.Objects;

/** A window of the load that {@link AlignerBenchmark} aligns, for other benchmarks. Stateless. */
public final class SampleWindow {
    private static final int RECORDS = 200;

    private SampleWindow() {}

    /** A window with members of all sources. */
    public static AlignedWindow of() {
        AlignedStreams running = new AlignedStreams(AlignLoad.conf("live"), 1);
        AlignedWindow newest = null;
        for (int i = 0; i < RECORDS; i++) {
            running.next();
            if (running.newest() instanceof AlignedWindow window) {
                newest = window;
            }
        }
        return Objects.requireNonNull(newest);
    }
}
