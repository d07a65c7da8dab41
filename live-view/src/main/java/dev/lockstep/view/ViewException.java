package dev.lockstep.view;

import org.jspecify.annotations.Nullable;

/** The view cannot run; the message says what to do. */
public final class ViewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
