package dev.lockstep.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the process when the broker gives up. Kafka halts the JVM without a word to the
 * terminal, for instance when its disk is full. Here whoever asked is told and the process lives
 * on, to save what it has; where nobody asked, it says why and halts. Thread-safe.
 */
final class BrokerFailures {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFailures.class);
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LEAST_FREE_BYTES = 128 * MEBIBYTE;
    private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

    /** Hears that the brokers of this process have given up; on one of Kafka's threads. */
    interface Listener {
        void gaveUp(StackException why);
    }

    private BrokerFailures() {}

    /**
     * From now on a broker that gives up names {@code dir}; Kafka has one such hook per process.
     */
    static void install(Path dir) {
        Exit.setHaltProcedure((status, message) -> halt(dir, status, message));
        Exit.setExitProcedure((status, message) -> halt(dir, status, message));
    }

    /** While there is a listener, a broker that gives up does not halt the process. */
    static void add(Listener listener) {
        LISTENERS.add(listener);
    }

    /** The listener wants to hear no more. */
    static void remove(Listener listener) {
        LISTENERS.remove(listener);
    }

    /** Throws when fewer bytes than a broker needs at the least are free in {@code dir}. */
    static void requireSpace(Path dir, long freeBytes) {
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new StackException(
                    "The Kafka broker needs at least "
                            + LEAST_FREE_BYTES / MEBIBYTE
                            + " MiB in "
                            + dir
                            + ", where "
                            + freeBytes / MEBIBYTE
                            + " MiB are free: free some space or choose another folder"
                            + " (-Djava.io.tmpdir moves the temporary ones).");
        }
    }

    private static void halt(Path dir, int status, @Nullable String message) {
        String sentence =
                "The Kafka broker with its data in "
                        + dir
                        + " had to stop"
                        + (message == null ? "" : " (" + message + ")")
                        + ". Most often its disk is full or its folder was removed: free some space"
                        + " and start again.";
        LOG.error("{}", sentence);
        StackException why = new StackException(sentence);
        if (LISTENERS.isEmpty()) {
            System.err.println("lockstep: " + sentence);
            Runtime.getRuntime().halt(status);
        }
        LISTENERS.forEach(listener -> listener.gaveUp(why));
        // Kafka counts on never coming back; the exception ends its thread, which frees its locks.
        throw why;
    }
}
