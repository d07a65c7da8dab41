package dev.lockstep.view.query;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which instance of the view has a stream. Thread-safe; never blocks. */
public interface StreamOwners {
    /**
     * Root address of the instance that has the stream; empty when this one has it.
     *
     * @throws ViewNotReadyException while nobody knows
     */
    Optional<URI> remoteOwner(String stream);

    /** Root addresses of the other instances. */
    List<URI> others();
}
