package dev.lockstep.inference.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resources of the process by key: opened with the first lease, closed with the last. Thread-safe;
 * resources of different keys open side by side, and nobody waits for one that closes.
 *
 * @param <K> what makes two users share
 * @param <V> the resource
 */
public final class SharedResources<K, V> {
    private final Map<K, Entry> entries = new HashMap<>();
    private final Consumer<V> closing;

    /**
     * @param closing frees a resource that nobody holds any more
     */
    public SharedResources(Consumer<V> closing) {
        this.closing = closing;
    }

    private final class Entry {
        private final K key;
        private int leases;
        private @Nullable V value;

        Entry(K key) {
            this.key = key;
        }

        synchronized V open(Function<K, V> opening) {
            V opened = value;
            if (opened == null) {
                opened = opening.apply(key);
                value = opened;
            }
            return opened;
        }

        void release() {
            synchronized (entries) {
                if (--leases > 0) {
                    return;
                }
                entries.remove(key);
            }
            V opened;
            synchronized (this) {
                opened = value;
            }
            if (opened != null) {
                closing.accept(opened);
            }
        }
    }

    /**
     * A share in a resource.
     *
     * @param <V> the resource
     */
    public interface Lease<V> extends AutoCloseable {
        /** The resource, open until the lease is closed. */
        V value();

        /** Gives the share back; more than once is as good as once. */
        @Override
        void close();
    }

    private final class Held implements Lease<V> {
        private final Entry entry;
        private final V value;
        private boolean closed;

        Held(Entry entry, V value) {
            this.entry = entry;
            this.value = value;
        }

        @Override
        public V value() {
            return value;
        }

        @Override
        public void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            entry.release();
        }
    }

    /**
     * A lease on the resource of a key.
     *
     * @param opening opens it if nobody holds it; what it throws is thrown, and nothing is kept
     */
    public Lease<V> acquire(K key, Function<K, V> opening) {
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, Entry::new);
            entry.leases++;
        }
        boolean opened = false;
        try {
            Lease<V> lease = new Held(entry, entry.open(opening));
            opened = true;
            return lease;
        } finally {
            if (!opened) {
                entry.release();
            }
        }
    }

    /** Number of resources that are open or being opened. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}
