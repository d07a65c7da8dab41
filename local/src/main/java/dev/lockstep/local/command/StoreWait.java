package dev.lockstep.local.command;

import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.run.LocalPipeline;
import java.time.Duration;

/** Waits for the store at the end of a run. Stateless. */
final class StoreWait {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StoreWait() {}

    /** The result, with what is wrong with the store where something is. */
    static CaptionRunResult after(CaptionRunResult result, LocalPipeline pipeline)
            throws InterruptedException {
        return pipeline.awaitStore(PATIENCE).map(result::withProblem).orElse(result);
    }
}
