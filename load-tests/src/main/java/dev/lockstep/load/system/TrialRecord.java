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
 */
public record TrialRecord(
        Map<String, List<Shown>> shown, double cpuSeconds, long rssMb, double worstBacklogMs) {
    public TrialRecord {
        shown = Map.copyOf(shown);
    }
}
