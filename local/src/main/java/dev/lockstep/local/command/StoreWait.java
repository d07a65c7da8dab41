package dev.lockstep.local.command;

import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.run.LocalPipeline;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the store at the end of a run. Stateless. */
final class StoreWait {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_AFTER_A_PROBLEM = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(StoreWait.class);

    private StoreWait() {}

    /**
     * The result, with what is wrong with the store where something is. After another problem the
     * store gets what it can get in a short while, and that problem is the one to tell.
     */
    static CaptionRunResult after(CaptionRunResult result, LocalPipeline pipeline)
            throws InterruptedException {
        if (result.problems().isEmpty()) {
            return pipeline.awaitStore(PATIENCE).map(result::withProblem).orElse(result);
        }
        // On a full disk nothing comes any more.
        if (pipeline.lowSpace().isEmpty()) {
            pipeline.awaitStore(PATIENCE_AFTER_A_PROBLEM)
                    .ifPresent(why -> LOG.warn("After another problem: {}", why));
        }
        return result;
    }
}
