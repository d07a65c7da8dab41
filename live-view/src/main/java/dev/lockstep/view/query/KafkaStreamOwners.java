package dev.lockstep.view.query;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.view.topology.ViewTopics;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;

/** The owners as Kafka Streams assigned them. Thread-safe. */
public final class KafkaStreamOwners implements StreamOwners {
    private final KafkaStreams streams;
    private final LocalStores stores;
    private final HostInfo self;

    /**
     * Over an application.
     *
     * @param self address of this instance, host:port
     */
    public KafkaStreamOwners(
            KafkaStreams streams, ViewTopics topics, SchemaRegistry registry, String self) {
        this.streams = streams;
        this.stores = new LocalStores(streams, topics, registry);
        this.self = HostInfo.buildFromEndpoint(self);
    }

    @Override
    public Optional<URI> remoteOwner(String stream) {
        HostInfo active = stores.owner(stream).activeHost();
        return active.equals(self) ? Optional.empty() : Optional.of(address(active));
    }

    @Override
    public List<URI> others() {
        try {
            return streams.metadataForAllStreamsClients().stream()
                    .map(StreamsMetadata::hostInfo)
                    .filter(host -> !host.equals(self) && host.port() > 0)
                    .distinct()
                    .map(KafkaStreamOwners::address)
                    .sorted()
                    .toList();
        } catch (IllegalStateException | StreamsNotStartedException e) {
            return List.of();
        }
    }

    private static URI address(HostInfo host) {
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        return URI.create("http://" + name + ":" + host.port());
    }
}
