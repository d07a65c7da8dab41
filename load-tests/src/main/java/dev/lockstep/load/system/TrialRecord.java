package dev.lockstep.load.system;

import dev.lockstep.load.talk.Shown;
import java.util.List;
import java.util.Map;

/**
 * What a system did in a trial, before anybody judged it. Immutable.
 *
 * @param shown what was shown of each stream, by stream id, in order of time
 * @param cpuSeconds CPU time of the measured part: of all processes of the system, and of what
 *     feeds it where that is in the same process
 * @param rssMb resident memory of all its processes at the end, added up
 * @param worstBacklogMs how late the latest chunk was taken, against when it was due
 * @param resources what it used over time; empty where nobody looked
 */
public record TrialRecord(
        Map<String, List<Shown>> shown,
        double cpuSeconds,
        long rssMb,
        double worstBacklogMs,
        List<ResourceSample> resources) {
    public TrialRecord {
        shown = Map.copyOf(shown);
        resources = List.copyOf(resources);
    }

    /** Without a look at what was used over time. */
    public TrialRecord(
            Map<String, List<Shown>> shown, double cpuSeconds, long rssMb, double worstBacklogMs) {
        this(shown, cpuSeconds, rssMb, worstBacklogMs, List.of());
    }
}
