package dev.lockstep.stack;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The server properties of a single KRaft node in combined mode, sized for two cores and a heap
 * that is shared with everything else in the process.
 */
final class BrokerProperties {
    /** Largest record batch that the broker takes, in bytes. */
    static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    private static final String ADDRESS = "127.0.0.1:";
    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    private BrokerProperties() {}

    static Properties of(Path logDir, int clientPort, int controllerPort) {
        Properties p = new Properties();
        addresses(p, clientPort, controllerPort);
        p.setProperty("log.dirs", logDir.toString());
        internalTopics(p);
        sizes(p);
        // Replayed recordings carry event times long past or, played faster than real time, ahead
        // of the wall clock: retention by time is off and a day ahead is let through.
        p.setProperty("log.retention.ms", "-1");
        p.setProperty("log.message.timestamp.after.max.ms", Long.toString(DAY_MS));
        p.setProperty("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        p.setProperty("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("num.partitions", "1");
        p.setProperty("default.replication.factor", "1");
        p.setProperty("min.insync.replicas", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("metric.reporters", "");
        return p;
    }

    private static void addresses(Properties p, int clientPort, int controllerPort) {
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@" + ADDRESS + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty(
                "listeners",
                "PLAINTEXT://"
                        + ADDRESS
                        + clientPort
                        + ",CONTROLLER://"
                        + ADDRESS
                        + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://" + ADDRESS + clientPort);
    }

    private static void internalTopics(Properties p) {
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "2");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "2");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void sizes(Properties p) {
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "3");
        p.setProperty("background.threads", "2");
        p.setProperty("num.replica.fetchers", "1");
        p.setProperty("num.recovery.threads.per.data.dir", "1");
        p.setProperty("log.cleaner.threads", "1");
        p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        p.setProperty("log.cleaner.io.buffer.size", "131072");
        p.setProperty("log.index.size.max.bytes", "1048576");
        p.setProperty("log.segment.bytes", "134217728");
        p.setProperty("offsets.topic.segment.bytes", "8388608");
        p.setProperty("transaction.state.log.segment.bytes", "8388608");
        p.setProperty("queued.max.requests", "100");
    }
}
