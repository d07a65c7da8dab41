package dev.lockstep.view.topology;

import dev.lockstep.view.state.Origin;
import dev.lockstep.view.state.StageLatencies;
import dev.lockstep.view.state.StreamState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stores as a task writes them. Not thread-safe: one task, one thread. */
final class Tables {
    private final KeyValueStore<Bytes, byte[]> captions;
    private final KeyValueStore<Bytes, byte[]> windows;
    private final KeyValueStore<Bytes, byte[]> streams;
    private final KeyValueStore<Bytes, byte[]> frames;
    private final Set<String> changed = new HashSet<>();

    Tables(Function<String, KeyValueStore<Bytes, byte[]>> stores) {
        captions = stores.apply(ViewStores.CAPTIONS);
        windows = stores.apply(ViewStores.WINDOWS);
        streams = stores.apply(ViewStores.STREAMS);
        frames = stores.apply(ViewStores.FRAMES);
    }

    KeyValueStore<Bytes, byte[]> captions() {
        return captions;
    }

    KeyValueStore<Bytes, byte[]> windows() {
        return windows;
    }

    KeyValueStore<Bytes, byte[]> streams() {
        return streams;
    }

    KeyValueStore<Bytes, byte[]> frames() {
        return frames;
    }

    /** The state of a stream, with what a record of it tells; not saved yet. */
    StreamState seen(String stream, StreamState.Seen seen) {
        return state(stream, seen.origin()).seen(seen);
    }

    /** The state of a stream, or a first one. */
    StreamState state(String stream, Origin origin) {
        byte[] row = streams.get(Keys.of(Keys.STATE, stream));
        return row == null ? StreamState.first(stream, origin) : StateJson.read(row);
    }

    void save(StreamState state) {
        streams.put(Keys.of(Keys.STATE, state.stream()), StateJson.write(state));
        changed.add(state.stream());
    }

    /** Streams that have changed since the last call. */
    Set<String> takeChanged() {
        Set<String> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** Notes latencies in the place of the oldest ones. */
    void note(byte kind, String stream, long count, StageLatencies row) {
        streams.put(Keys.of(kind, stream, count % ViewRules.LATENCY_ROWS), row.toBytes());
    }
}
