package dev.lockstep.view.push;

/**
 * Why a viewer is sent away. Immutable.
 *
 * @param reason one word, as metrics and messages name it
 * @param detail a sentence that says what to do
 * @param closeCode close code of a WebSocket (RFC 6455, section 7.4, and its registry)
 */
public record ViewerEnd(String reason, String detail, int closeCode) {
    /** It does not read as fast as changes come. */
    public static final ViewerEnd SLOW =
            new ViewerEnd(
                    "slow",
                    "Messages were read too slowly: connect again, and go on from the last id.",
                    1013);

    /** It has read nothing for a while. */
    public static final ViewerEnd STALLED =
            new ViewerEnd(
                    "stalled",
                    "No message was read for a while: connect again, and go on from the last id.",
                    1013);

    /** The instance that has the stream is gone, or the stream has moved. */
    public static final ViewerEnd MOVED =
            new ViewerEnd(
                    "moved",
                    "The stream is moving to another instance: connect again, and go on from the"
                            + " last id.",
                    1013);

    /** The server stops. */
    public static final ViewerEnd STOPPING =
            new ViewerEnd("stopping", "The server stops: connect again when it is back.", 1001);
}
