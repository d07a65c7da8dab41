package dev.lockstep.view.query;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.view.topology.StreamReader;
import dev.lockstep.view.topology.ViewStores;
import dev.lockstep.view.topology.ViewTopics;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of this instance, opened for one question. Thread-safe. */
final class LocalStores {
    private static final String NOT_READY =
            "The view is not ready: its state is being rebuilt or moved. Ask again in a second.";

    private final KafkaStreams streams;
    private final ViewTopics topics;
    private final SchemaRegistry registry;

    LocalStores(KafkaStreams streams, ViewTopics topics, SchemaRegistry registry) {
        this.streams = streams;
        this.topics = topics;
        this.registry = registry;
    }

    /** Which instance and partition have a stream. */
    KeyQueryMetadata owner(String stream) {
        try {
            KeyQueryMetadata metadata =
                    streams.queryMetadataForKey(
                            ViewStores.STREAMS, stream, Serdes.String().serializer());
            if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw new ViewNotReadyException(NOT_READY);
            }
            return metadata;
        } catch (IllegalStateException | StreamsNotStartedException e) {
            throw new ViewNotReadyException(NOT_READY);
        }
    }

    /** Asks the partition that has a stream. */
    <R> R ask(String stream, Function<StreamReader, R> question) {
        int partition = owner(stream).partition();
        return ask(name -> store(name, partition), question);
    }

    /** Asks all partitions of this instance. */
    <R> R askAll(Function<StreamReader, R> question) {
        return ask(name -> store(name, null), question);
    }

    /** Whether this instance has no partition, because there are more instances than those. */
    boolean isSpare() {
        return streams.state() == KafkaStreams.State.RUNNING
                && streams.metadataForLocalThreads().stream()
                        .allMatch(thread -> thread.activeTasks().isEmpty());
    }

    private <R> R ask(
            Function<String, ReadOnlyKeyValueStore<Bytes, byte[]>> stores,
            Function<StreamReader, R> question) {
        try {
            return question.apply(new StreamReader(stores, topics, registry));
        } catch (InvalidStateStoreException e) {
            throw new ViewNotReadyException(NOT_READY);
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, @Nullable Integer partition) {
        StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> parameters =
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore());
        return streams.store(partition == null ? parameters : parameters.withPartition(partition));
    }
}
