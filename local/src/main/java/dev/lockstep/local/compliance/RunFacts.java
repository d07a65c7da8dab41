package dev.lockstep.local.compliance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run was; the first line of {@code compliance.jsonl}. Immutable.
 *
 * @param stream the stream
 * @param input what was captioned
 * @param realTime whether it was played at the speed of the clock, so that lags were measured
 * @param speed 1, N or max
 * @param models id and version of the models that made the captions
 * @param settings what was set by options of the command
 * @param reference what is said; null where nobody gave it
 */
public record RunFacts(
        String stream,
        String input,
        boolean realTime,
        String speed,
        List<String> models,
        Map<String, String> settings,
        @Nullable String reference) {
    public RunFacts {
        models = List.copyOf(models);
        settings = Map.copyOf(settings);
    }

    /** The same with what was set. */
    public RunFacts withSettings(Map<String, String> set) {
        return new RunFacts(stream, input, realTime, speed, models, set, reference);
    }
}
