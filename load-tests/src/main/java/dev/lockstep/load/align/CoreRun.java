package dev.lockstep.load.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.measure.Spread;
import dev.lockstep.load.measure.ThreadMeter;
import java.util.ArrayList;
import java.util.List;

/** Runs the core on this thread, as fast as it goes. */
final class CoreRun {
    /** About two seconds of work for each repetition. */
    private static final int RECORDS = 2_000_000;

    private CoreRun() {}

    /**
     * What the core did.
     *
     * @param mode live or replay
     * @param streams how many took turns
     * @param recordsPerSecond by the wall clock
     * @param recordsPerCpuSecond by the CPU time of the thread
     * @param bytesPerRecord heap that was claimed for each record
     * @param windowsPerRecord windows fired, revised and settled for each record
     */
    record Result(
            String mode,
            int streams,
            @JsonProperty("records_per_second") Spread recordsPerSecond,
            @JsonProperty("records_per_cpu_second") Spread recordsPerCpuSecond,
            @JsonProperty("bytes_per_record") double bytesPerRecord,
            @JsonProperty("windows_per_record") double windowsPerRecord) {}

    /** Measures it, after one repetition that is not counted. */
    static Result measure(String mode, int streams, int repetitions) {
        AlignedStreams running = new AlignedStreams(AlignLoad.conf(mode), streams);
        repeat(running);
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        long windowsBefore = running.windows() + running.settled();
        double bytes = 0;
        for (int i = 0; i < repetitions; i++) {
            ThreadMeter.Used used = repeat(running);
            wall.add(RECORDS / used.wallSeconds());
            cpu.add(RECORDS / used.cpuSeconds());
            bytes += used.allocatedBytes();
        }
        if (running.lost() > 0) {
            throw new IllegalStateException(
                    running.lost() + " records were not taken; what was measured is no alignment.");
        }
        double records = (double) RECORDS * repetitions;
        double windows = running.windows() + running.settled() - windowsBefore;
        return new Result(
                mode, streams, Spread.of(wall), Spread.of(cpu), bytes / records, windows / records);
    }

    private static ThreadMeter.Used repeat(AlignedStreams running) {
        ThreadMeter meter = ThreadMeter.start();
        for (int i = 0; i < RECORDS; i++) {
            running.next();
        }
        return meter.stop();
    }
}
