package dev.lockstep.producer.publish;

import org.jspecify.annotations.Nullable;

/** Kafka does not take what is to be published; the message says what to do. */
public final class ProducerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the sentence to show. */
    public ProducerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
