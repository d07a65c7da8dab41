package dev.lockstep.local.run;

import dev.lockstep.producer.publish.Pacing;
import java.util.Optional;

/**
 * What is captioned and how.
 *
 * @param name what to call the source in messages
 * @param streamId the stream
 * @param pacing how fast it is played
 * @param framesPerSecond pictures sampled a second; the captioning job does not read them
 * @param reference what is said in it, for the word error rate
 */
public record CaptionRunConf(
        String name,
        String streamId,
        Pacing pacing,
        double framesPerSecond,
        Optional<String> reference) {

    /** True when event time is the wall clock, so that lags mean something. */
    public boolean realTime() {
        return pacing.speed() == 1;
    }
}
