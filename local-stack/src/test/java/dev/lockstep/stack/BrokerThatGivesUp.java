package dev.lockstep.stack;

import org.apache.kafka.common.utils.Exit;

/** A program whose broker does what Kafka does when it can write no more. */
final class BrokerThatGivesUp {
    private BrokerThatGivesUp() {}

    public static void main(String[] arguments) {
        EmbeddedBroker.start(EmbeddedBrokerConf.temporary());
        Exit.halt(3, "all log dirs have failed");
    }
}
