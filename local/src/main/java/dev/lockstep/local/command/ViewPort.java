package dev.lockstep.local.command;

import dev.lockstep.view.config.ViewServerConf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which port the page gets. Stateless. */
final class ViewPort {
    private ViewPort() {}

    /** The port that was asked for; none without. */
    static OptionalInt of(@Nullable Integer asked) {
        return asked == null ? OptionalInt.empty() : OptionalInt.of(asked);
    }

    /** The port that was asked for; without, the standard one or, where that is taken, any. */
    static OptionalInt orFree(@Nullable Integer asked) {
        if (asked != null) {
            return OptionalInt.of(asked);
        }
        int standard = ViewServerConf.STANDARD.port();
        return OptionalInt.of(isFree(standard) ? standard : 0);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
