package dev.lockstep.producer.media;

import java.io.IOException;

/** A source cannot be opened or read; the message is one sentence that says what to do. */
public final class MediaException extends IOException {

    /** What is wrong, for callers that act on it. */
    public enum Kind {
        /** There is no such file or address. */
        NOT_FOUND,
        /** The file or device may not be read. */
        NO_PERMISSION,
        /** Zero bytes. */
        EMPTY,
        /** Not a media format that is known here. */
        NOT_MEDIA,
        /** It starts like a media file but its header is not complete. */
        BROKEN_HEADER,
        /** No decoder for its tracks. */
        UNKNOWN_CODEC,
        /** No audio and no video track. */
        NO_TRACKS,
        /** The other side does not answer, or the connection was lost. */
        UNREACHABLE,
        /** Refused for safety: playlists on disk, protocols not allowed, pictures too large. */
        REFUSED,
        /** What was asked for cannot be done here. */
        UNSUPPORTED
    }

    private final Kind kind;

    /** An error of the kind with a sentence for a person. */
    public MediaException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** True when trying again later may help. */
    public boolean isRetriable() {
        return kind == Kind.UNREACHABLE;
    }
}
