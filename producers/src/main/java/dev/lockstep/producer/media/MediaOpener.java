package dev.lockstep.producer.media;

/** Opens one and the same source, as often as needed. */
@FunctionalInterface
public interface MediaOpener {

    /** Opens it. */
    MediaSource open() throws MediaException;
}
