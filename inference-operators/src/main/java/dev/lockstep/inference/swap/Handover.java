package dev.lockstep.inference.swap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that is used by many threads and can be replaced: who has begun with the old one ends
 * with it, and it is closed when its last use is over. Thread-safe.
 *
 * @param <T> what is used
 */
public final class Handover<T> {
    private final Consumer<T> closing;
    private @Nullable Held current;

    /**
     * @param closing frees one that nobody uses any more
     */
    public Handover(@Nullable T first, Consumer<T> closing) {
        this.closing = closing;
        this.current = first == null ? null : new Held(first);
    }

    private final class Held {
        private final T value;
        private int uses;
        private boolean replaced;

        Held(T value) {
            this.value = value;
        }
    }

    /** A use, to be closed once. */
    public final class Use implements AutoCloseable {
        private final Held held;

        private Use(Held held) {
            this.held = held;
        }

        /** What is used. */
        public T value() {
            return held.value;
        }

        @Override
        public void close() {
            boolean last;
            synchronized (Handover.this) {
                held.uses--;
                last = held.uses == 0 && held.replaced;
            }
            if (last) {
                closing.accept(held.value);
            }
        }
    }

    /** Begins a use of the present one; null while there is none. */
    public synchronized @Nullable Use use() {
        Held held = current;
        if (held == null) {
            return null;
        }
        held.uses++;
        return new Use(held);
    }

    /** Replaces the present one for all uses that begin from now on; null for none. */
    public void handOver(@Nullable T next) {
        Held old;
        boolean idle;
        synchronized (this) {
            old = current;
            current = next == null ? null : new Held(next);
            if (old == null) {
                return;
            }
            old.replaced = true;
            idle = old.uses == 0;
        }
        if (idle) {
            closing.accept(old.value);
        }
    }
}
