package dev.lockstep.local.search;

import dev.lockstep.sink.search.SearchException;
import dev.lockstep.view.http.HealthCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a store is: whether it can be searched, and whether it is still written. Thread-safe; it is
 * looked at every {@link #EVERY} at most, and nobody waits for a look of another.
 */
public final class StoreHealth {
    /** How old an answer may be. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final String NAME = "store";
    private static final HealthCheck UNKNOWN =
            new HealthCheck(NAME, false, "The store is being looked at.");

    private final StoreAddress store;
    private final Supplier<Optional<String>> writer;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Look last;

    /**
     * @param writer what ended the writing of it, as a sentence; empty while it goes on, and where
     *     another process writes
     * @param nanoTime a clock in ns, such as that of the system
     */
    public StoreHealth(
            StoreAddress store, Supplier<Optional<String>> writer, LongSupplier nanoTime) {
        this.store = store;
        this.writer = writer;
        this.nanoTime = nanoTime;
    }

    /** The store. */
    public StoreAddress store() {
        return store;
    }

    /** How it is now, or was a moment ago. */
    public HealthCheck check() {
        Optional<String> ended = writer.get();
        if (ended.isPresent()) {
            return new HealthCheck(NAME, false, ended.get());
        }
        Look known = last;
        if (known != null && nanoTime.getAsLong() - known.atNs() < EVERY.toNanos()) {
            return known.found();
        }
        if (!looking.tryLock()) {
            return known == null ? UNKNOWN : known.found();
        }
        try {
            HealthCheck found = look();
            last = new Look(found, nanoTime.getAsLong());
            return found;
        } finally {
            looking.unlock();
        }
    }

    private HealthCheck look() {
        try {
            StoreSearches.open(store, text -> new float[0]).close();
            return new HealthCheck(NAME, true, "The store can be searched.");
        } catch (SearchException e) {
            return new HealthCheck(NAME, false, String.valueOf(e.getMessage()));
        }
    }

    private record Look(HealthCheck found, long atNs) {}
}
