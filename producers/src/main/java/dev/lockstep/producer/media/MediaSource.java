package dev.lockstep.producer.media;

import java.util.Optional;

/**
 * An opened source of sound and pictures, demuxed once. One thread calls {@link #next()} and {@link
 * #close()}; {@link #stop()} may be called from any thread.
 */
public interface MediaSource extends AutoCloseable {

    /** What the source carries. */
    MediaInfo info();

    /**
     * The next unit in the order of the container; blocks on a live source. Empty at the end or
     * after {@link #stop()}.
     *
     * @throws MediaException when a live source is lost; a file never throws here, it ends
     */
    Optional<MediaUnit> next() throws MediaException;

    /** What was met so far. */
    MediaStats stats();

    /** Ends the source: a blocked or later {@link #next()} returns empty soon. */
    void stop();

    @Override
    void close();
}
