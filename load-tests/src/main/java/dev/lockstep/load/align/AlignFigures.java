package dev.lockstep.load.align;

import dev.lockstep.load.result.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code bench align} measured, for a comparison. Stateless. */
final class AlignFigures {
    private AlignFigures() {}

    static List<Figure> of(
            List<CoreRun.Result> core,
            List<FlinkRun.Result> flink,
            LatencyRun.@Nullable Result latency) {
        List<Figure> figures = new ArrayList<>();
        for (CoreRun.Result run : core) {
            String who = "core, " + run.mode() + ", " + run.streams() + " streams";
            figures.add(
                    Figure.more(
                            who + ": records", "a CPU-second", run.recordsPerCpuSecond().values()));
        }
        for (FlinkRun.Result run : flink) {
            String who = "Flink, " + run.mode() + ", " + run.streams() + " streams";
            figures.add(
                    Figure.more(
                            who + ": records", "a CPU-second", run.recordsPerCpuSecond().values()));
        }
        if (latency != null) {
            figures.add(Figure.less("latency added, p50", "ms", latency.addedMs().p50().values()));
            figures.add(Figure.less("latency added, p99", "ms", latency.addedMs().p99().values()));
        }
        return figures;
    }
}
