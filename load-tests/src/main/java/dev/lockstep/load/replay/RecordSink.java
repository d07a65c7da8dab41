package dev.lockstep.load.replay;

import java.util.Optional;

/** Takes records in the order in which they are to be sent. */
interface RecordSink extends AutoCloseable {
    /** Sends a record; may wait while there is no room. */
    void send(Outgoing outgoing);

    /** Why nothing more can be sent, as a sentence; empty while it can. */
    Optional<String> failure();

    /** Waits until what was sent is acknowledged or has failed. */
    @Override
    void close();
}
