package dev.lockstep.local.command;

import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.http.ViewServer;
import dev.lockstep.view.http.ViewServerException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which port the page gets; one that cannot be had is told before the pipeline starts. */
final class ViewPort {
    private ViewPort() {}

    /**
     * The port that was asked for; none without.
     *
     * @throws ViewServerException when it is taken or is no port
     */
    static OptionalInt of(@Nullable Integer asked) {
        if (asked == null) {
            return OptionalInt.empty();
        }
        ViewServer.availablePort(ViewServerConf.STANDARD.onPort(asked));
        return OptionalInt.of(asked);
    }

    /**
     * The port that was asked for; without, the standard one or, where that is taken, any.
     *
     * @throws ViewServerException when the one that was asked for is taken or is no port
     */
    static OptionalInt orFree(@Nullable Integer asked) {
        if (asked != null) {
            return of(asked);
        }
        try {
            return of(ViewServerConf.STANDARD.port());
        } catch (ViewServerException e) {
            return OptionalInt.of(0);
        }
    }
}
