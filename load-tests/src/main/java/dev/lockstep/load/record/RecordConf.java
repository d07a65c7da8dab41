package dev.lockstep.load.record;

import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded. Immutable.
 *
 * @param bootstrap addresses of brokers, host:port, separated by commas
 * @param registry where the schemas are
 * @param prefix what stands in front of the names of topics on that cluster; not in the archive
 * @param topics the topics under their standard names
 * @param stream the one stream that is recorded; empty for all
 * @param fromBeginning whether what is on the topics already is recorded too
 * @param payloadDir folder of the pictures that travel by reference; empty: they stay out
 * @param duration how long; empty for as long as the streams go on
 */
record RecordConf(
        String bootstrap,
        RegistryConf registry,
        String prefix,
        List<Topic<?>> topics,
        Optional<String> stream,
        boolean fromBeginning,
        Optional<Path> payloadDir,
        Optional<Duration> duration) {
    RecordConf {
        topics = List.copyOf(topics);
    }
}
