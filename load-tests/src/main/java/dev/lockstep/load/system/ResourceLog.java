package dev.lockstep.load.system;

import dev.lockstep.load.measure.HeapMeter;
import dev.lockstep.load.measure.ProcessMeter;
import java.util.ArrayList;
import java.util.List;

/** Notes what processes use while a trial runs. Used by one thread. */
public final class ResourceLog {
    private final ProcessMeter meter;
    private final double cpuAtStart;
    private final long everyMs;
    private final long collectEveryMs;
    private final List<ResourceSample> samples = new ArrayList<>();
    private long nextMs;
    private long nextCollectionMs;

    /**
     * A log that begins now.
     *
     * @param everyMs time between two looks, ms
     * @param collectEveryMs time between two full collections of this process' heap, ms; 0 for none
     */
    public ResourceLog(ProcessMeter meter, long everyMs, long collectEveryMs) {
        this.meter = meter;
        this.cpuAtStart = meter.cpuSeconds();
        this.everyMs = everyMs;
        this.collectEveryMs = collectEveryMs;
        this.nextCollectionMs = collectEveryMs == 0 ? Long.MAX_VALUE : 0;
    }

    /** Looks if it is time to, so many ms after the start of the trial. */
    public void look(long atMs) {
        if (atMs < nextMs) {
            return;
        }
        nextMs = atMs + everyMs;
        Double live = null;
        if (atMs >= nextCollectionMs) {
            nextCollectionMs = atMs + collectEveryMs;
            live = HeapMeter.liveMb();
        }
        samples.add(
                new ResourceSample(
                        atMs, meter.cpuSeconds() - cpuAtStart, meter.residentMb(), live));
    }

    /** What was seen. */
    public List<ResourceSample> samples() {
        return List.copyOf(samples);
    }
}
