package dev.lockstep.schema.topic;

/**
 * How topics are created. Immutable.
 *
 * @param bootstrapServers the brokers
 * @param partitions partitions of each topic
 * @param replicationFactor copies of each partition; not more than there are brokers
 */
public record TopicProvisionerConf(
        String bootstrapServers, int partitions, short replicationFactor) {
    /** Checks that topics can be created so. */
    public TopicProvisionerConf {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "The brokers' addresses are missing, for instance broker:9092.");
        }
        if (partitions < 1 || replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "Topics need at least one partition and one replica, not "
                            + partitions
                            + " and "
                            + replicationFactor
                            + ".");
        }
    }

    /** Four partitions, not replicated: one machine. */
    public static TopicProvisionerConf local(String bootstrapServers) {
        return new TopicProvisionerConf(bootstrapServers, 4, (short) 1);
    }
}
