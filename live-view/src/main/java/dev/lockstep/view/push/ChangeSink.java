package dev.lockstep.view.push;

/** Takes the changes of all streams as they are made. Implementations never block. */
@FunctionalInterface
public interface ChangeSink {
    /**
     * A stream has changed, and the state that {@code StreamViews} reads shows it. Called on the
     * threads of the topology, for one stream by one thread at a time.
     *
     * @param stream which
     * @param type what the value is
     * @param value the record of {@code dev.lockstep.view.model} that the type names
     */
    void changed(String stream, ChangeType type, Object value);
}
