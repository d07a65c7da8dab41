package dev.lockstep.local.run;

import dev.lockstep.local.compliance.RunFacts;
import dev.lockstep.producer.publish.Pacing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is captioned and how.
 *
 * @param name what to call the source in messages
 * @param streamId the stream
 * @param pacing how fast it is played
 * @param reference what is said in it, for the word error rate
 */
public record CaptionRunConf(
        String name, String streamId, Pacing pacing, Optional<String> reference) {

    /** True when event time is the wall clock, so that lags mean something. */
    public boolean realTime() {
        return pacing.speed() == 1;
    }

    /** What it was, for the report, with the models that made its captions. */
    RunFacts facts(List<String> models) {
        String speed = realTime() ? "1" : String.valueOf(pacing.speed());
        return new RunFacts(
                streamId, name, realTime(), speed, models, Map.of(), reference.orElse(null));
    }
}
