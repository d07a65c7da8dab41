package dev.lockstep.load.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is played. Immutable; in YAML the names of the components have hyphens.
 *
 * @param duration what is played and measured
 * @param warmUp what is played before and not measured; none unless given
 * @param speed how many times faster than captured records are handed over, 1 unless given; event
 *     times stay
 * @param seed of all that happens by chance, 1 unless given
 * @param streams groups of streams that are alike
 * @param restart when the job's tasks are killed and restored from the last checkpoint, counted
 *     from the start; null for never
 * @param set options of the job
 */
record Workload(
        @JsonProperty(required = true) Duration duration,
        @Nullable Duration warmUp,
        @Nullable Double speed,
        @Nullable Long seed,
        @JsonProperty(required = true) List<StreamGroup> streams,
        @Nullable Duration restart,
        @Nullable Map<String, String> set) {
    Workload {
        Checks.longerThanNothing("duration", duration);
        warmUp = warmUp == null ? Duration.ZERO : warmUp;
        speed = speed == null ? Double.valueOf(1) : speed;
        seed = seed == null ? Long.valueOf(1) : seed;
        set = set == null ? Map.of() : Map.copyOf(set);
        if (!(speed > 0) || speed.isInfinite()) {
            throw new IllegalArgumentException("speed must be above 0, not " + speed);
        }
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("streams must name at least one group");
        }
        streams = List.copyOf(streams);
        if (restart != null && restart.compareTo(warmUp.plus(duration)) >= 0) {
            throw new IllegalArgumentException("restart must lie before the end of the run");
        }
    }

    /** How long records are handed over, by event time. */
    Duration played() {
        return Objects.requireNonNull(warmUp).plus(duration);
    }

    /** How many streams there are in all. */
    int streamCount() {
        return streams.stream().mapToInt(StreamGroup::count).sum();
    }
}
