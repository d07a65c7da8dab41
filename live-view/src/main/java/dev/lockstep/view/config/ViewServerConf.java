package dev.lockstep.view.config;

import java.time.Duration;
import java.util.Set;

/**
 * The view's server. Immutable.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param allowedOrigins origins of other pages that may read the API
 * @param mostViewers most open event streams and WebSockets
 * @param queueMessages messages that may wait for a viewer
 * @param queueBytes bytes that may wait for a viewer
 * @param heartbeat how often a viewer gets a sign of life
 */
public record ViewServerConf(
        String host,
        int port,
        Set<String> allowedOrigins,
        int mostViewers,
        int queueMessages,
        long queueBytes,
        Duration heartbeat) {
    /** What holds when nothing is set. */
    public static final ViewServerConf STANDARD =
            new ViewServerConf(
                    "127.0.0.1", 8080, Set.of(), 200, 512, 1 << 20, Duration.ofSeconds(10));

    /** Copies the set. */
    public ViewServerConf {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** The same on another port. */
    public ViewServerConf onPort(int otherPort) {
        return new ViewServerConf(
                host, otherPort, allowedOrigins, mostViewers, queueMessages, queueBytes, heartbeat);
    }
}
