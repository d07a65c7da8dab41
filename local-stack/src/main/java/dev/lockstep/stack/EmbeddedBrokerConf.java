package dev.lockstep.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedBroker} is started.
 *
 * @param dataDir folder of the log segments, kept when the broker closes and taken up again when it
 *     already holds a broker's data; null for a folder under the system's temporary folder that is
 *     deleted on close
 * @param port TCP port on 127.0.0.1 for clients; 0 for any free one
 */
public record EmbeddedBrokerConf(@Nullable Path dataDir, int port) {
    /** Checks the port's range. */
    public EmbeddedBrokerConf {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The broker's port must be 0..65535: " + port);
        }
    }

    /** A free port and a temporary folder. */
    public static EmbeddedBrokerConf temporary() {
        return new EmbeddedBrokerConf(null, 0);
    }
}
