package dev.lockstep.load.system;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Broker, registry and captioning job somewhere on this machine, running. Thread-safe. */
public interface Deployment extends AutoCloseable {
    /** Starts one. */
    @FunctionalInterface
    interface Launcher {
        /**
         * Starts everything and returns once all tasks of the job run.
         *
         * @param settings options of the job
         * @throws IOException with what to do when it cannot be started
         */
        Deployment start(Map<String, String> settings) throws IOException, InterruptedException;
    }

    /** Addresses of the brokers. */
    String bootstrapServers();

    /** Address of the registry. */
    String registryUrl();

    /** Ids of all its processes but this one. */
    List<Long> processes();

    /**
     * Throws what has ended it, if something has.
     *
     * @throws dev.lockstep.local.failure.UserException with what to do
     */
    void check();

    @Override
    void close();
}
