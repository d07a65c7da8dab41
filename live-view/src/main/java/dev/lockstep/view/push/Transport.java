package dev.lockstep.view.push;

import java.io.IOException;

/**
 * How messages reach a viewer. Called by one thread at a time, but for {@link #abort}. No call
 * blocks.
 */
public interface Transport {
    /** Kind of transport, as metrics name it. */
    String name();

    /** True: {@link #send} may be called. Where false, the viewer is signalled once it is true. */
    boolean isReady();

    /** Sends a message. Only after {@link #isReady} was true. */
    void send(Message message) throws IOException;

    /** Lets nothing wait in buffers. Only after {@link #isReady} was true. */
    void flush() throws IOException;

    /**
     * Ends the connection in order.
     *
     * @param end why
     */
    void close(ViewerEnd end);

    /** Ends the connection at once, whatever is still being written. Any thread. */
    void abort();
}
