package dev.lockstep.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of 127.0.0.1. */
final class Ports {
    private Ports() {}

    /** A port that nobody listens on at this moment. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Throws a {@link StackException} that names the part and the option when the port is taken.
     */
    static void requireFree(int port, String part) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StackException(
                    "Port "
                            + port
                            + " of 127.0.0.1, wanted for the "
                            + part
                            + ", is in use by another process: stop that one, or choose another"
                            + " port (0 takes any free one).",
                    e);
        }
    }
}
