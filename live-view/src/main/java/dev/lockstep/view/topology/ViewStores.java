package dev.lockstep.view.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of the view, each with a changelog, from which an instance that takes a partition over
 * goes on. Three are kept in RocksDB: few, because each partition of each store is a database of
 * its own. Pictures are in memory, because they are written often and few are kept.
 */
public final class ViewStores {
    /** Captions and their places. */
    public static final String CAPTIONS = "captions";

    /** Windows, and the verdicts on the texts in them. */
    public static final String WINDOWS = "windows";

    /** Per stream: state, turns, ledger, scene and latency. */
    public static final String STREAMS = "streams";

    /** Per stream: the picture that is shown, and those that wait. */
    public static final String FRAMES = "frames";

    /** A window may have 2 MiB, more than a topic takes by default. */
    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /**
     * Only closed segments are compacted, and a store in memory reads its changelog at each start.
     */
    private static final int PICTURE_SEGMENT_BYTES = 16 * 1024 * 1024;

    private ViewStores() {}

    static List<StoreBuilder<KeyValueStore<Bytes, byte[]>>> builders() {
        return List.of(
                persistent(CAPTIONS),
                persistent(WINDOWS),
                persistent(STREAMS),
                builder(Stores.inMemoryKeyValueStore(FRAMES))
                        .withLoggingEnabled(
                                Map.of(
                                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                        Integer.toString(MAX_MESSAGE_BYTES),
                                        TopicConfig.SEGMENT_BYTES_CONFIG,
                                        Integer.toString(PICTURE_SEGMENT_BYTES))));
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistent(String name) {
        return builder(Stores.persistentKeyValueStore(name))
                .withLoggingEnabled(
                        Map.of(
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(MAX_MESSAGE_BYTES)));
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(
            KeyValueBytesStoreSupplier supplier) {
        // Without a cache a write is read at once by queries, and nothing waits for a flush.
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
