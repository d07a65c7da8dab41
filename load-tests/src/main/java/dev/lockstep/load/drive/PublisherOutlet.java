package dev.lockstep.load.drive;

import dev.lockstep.producer.publish.PublisherConf;
import dev.lockstep.producer.publish.RecordPublisher;
import dev.lockstep.producer.publish.StopSignal;
import dev.lockstep.producer.publish.TopicCounts;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/** Sends with our own publisher, as {@code lockstep produce} does. One thread sends. */
public final class PublisherOutlet implements Outlet, AutoCloseable {
    private final SchemaRegistry registry;
    private final RecordPublisher publisher;

    private PublisherOutlet(SchemaRegistry registry, RecordPublisher publisher) {
        this.registry = registry;
        this.publisher = publisher;
    }

    /** An outlet to a pipeline of this process. */
    public static PublisherOutlet to(LocalPipeline pipeline) {
        return to(pipeline.bootstrapServers(), pipeline.registryUrl());
    }

    /** An outlet to a broker and a registry. */
    public static PublisherOutlet to(String bootstrapServers, String registryUrl) {
        SchemaRegistry registry = RegistryConf.of(registryUrl).open();
        return new PublisherOutlet(
                registry,
                new RecordPublisher(
                        PublisherConf.media(bootstrapServers), registry, new StopSignal()));
                        PublisherConf.media(bootstrapServers),
                        registry,
                        new StopSignal()));
    }

    @Override
    public <T extends SpecificRecordBase> void send(Topic<T> topic, T value) {
        publisher.send(topic, value);
    }

    /** What was sent, by topic. */
    public Map<String, TopicCounts> counts() {
        return publisher.counts();
    }

    /** Waits until everything that was sent is in the log. */
    public void settle() {
        publisher.awaitAcknowledgements();
    }

    @Override
    public void close() {
        publisher.close();
        registry.close();
    }
}
