package dev.lockstep.stack;

import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the process when the broker gives up. Kafka halts the JVM without a word to the
 * terminal, for instance when its disk is full; here it says why first.
 */
final class BrokerFailures {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFailures.class);

    private BrokerFailures() {}

    static void install() {
        Exit.setHaltProcedure(BrokerFailures::halt);
        Exit.setExitProcedure(BrokerFailures::halt);
    }

    private static void halt(int status, @Nullable String message) {
        String sentence =
                "lockstep: the Kafka broker had to stop"
                        + (message == null ? "" : " (" + message + ")")
                        + ". Most often its disk is full or its folder was removed: free some space"
                        + " and start again.";
        LOG.error("{}", sentence);
        System.err.println(sentence);
        Runtime.getRuntime().halt(status);
    }
}
