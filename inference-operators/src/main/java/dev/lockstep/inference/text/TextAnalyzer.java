package dev.lockstep.inference.text;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.schema.avro.TextEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds language, moderation scores and embedding of the texts of all streams of a process.
 * Thread-safe.
 */
public interface TextAnalyzer extends AutoCloseable {
    /**
     * Queues a text and returns at once.
     *
     * @return completes with the outcome, a failure included; never completes exceptionally but for
     *     errors of the virtual machine
     */
    CompletableFuture<TextOutcome> analyze(TextEvent text);

    /** The models that take part; fewer than were asked for where one cannot be had, or none. */
    List<ModelIdentity> models();

    /** Finishes what is running and refuses what waits. */
    @Override
    void close();
}
