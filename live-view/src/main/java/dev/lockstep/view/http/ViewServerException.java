package dev.lockstep.view.http;

import dev.lockstep.view.config.ViewServerConf;
import java.util.Locale;
import java.util.Objects;

/** The server could not start; the message is a sentence that says what to do. */
public final class ViewServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewServerException(ViewServerConf conf, Exception cause) {
        super(message(conf, cause), cause);
    }

    private static String message(ViewServerConf conf, Exception cause) {
        String why = Objects.requireNonNullElse(cause.getMessage(), "").toLowerCase(Locale.ROOT);
        if (why.contains("in use")) {
            return "Port "
                    + conf.port()
                    + " of "
                    + conf.host()
                    + " is taken: stop what listens there, or choose another one with --port.";
        }
        return "The view cannot listen on "
                + conf.host()
                + ":"
                + conf.port()
                + ": choose an address of this machine and a port that you may use, with --port.";
    }
}
