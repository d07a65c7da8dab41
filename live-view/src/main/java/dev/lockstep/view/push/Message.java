package dev.lockstep.view.push;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message to viewers, encoded once for all of them. Immutable and thread-safe.
 *
 * <p>As a server-sent event: {@code id}, {@code event} and one line of {@code data}. As a WebSocket
 * message: {@code {"id","type","data"}}.
 */
public final class Message {
    /** Type of the first message, and of the one after a reset. */
    public static final String SNAPSHOT = "snapshot";

    /** Type of the message that says why a viewer cannot go on from its position. */
    public static final String RESET = "reset";

    /** Type of the last message to a viewer that is sent away. */
    public static final String DROPPED = "dropped";

    /** Type of the sign of life: a comment to one, a ping to the other. */
    public static final String HEARTBEAT = "heartbeat";

    private static final Message BEAT =
            new Message(HEARTBEAT, HEARTBEAT, ":\n\n".getBytes(StandardCharsets.UTF_8), "");

    private final String type;
    private final @Nullable String key;
    private final byte[] event;
    private final String prefix;
    private @Nullable String text;

    private Message(String type, @Nullable String key, byte[] event, String prefix) {
        this.type = type;
        this.key = key;
        this.event = event;
        this.prefix = prefix;
    }

    /**
     * A message.
     *
     * @param id its position; null where a viewer must not resume from it
     * @param type its type, letters only
     * @param key a newer message of the same key makes this one superfluous; null for none
     * @param json the data, without line breaks
     */
    public static Message of(@Nullable String id, String type, @Nullable String key, String json) {
        String head = id == null ? "" : "id: " + id + "\n";
        String event = head + "event: " + type + "\ndata: " + json + "\n\n";
        String quotedId = id == null ? "null" : "\"" + id + "\"";
        return new Message(
                type,
                key,
                event.getBytes(StandardCharsets.UTF_8),
                "{\"id\":" + quotedId + ",\"type\":\"" + type + "\",\"data\":");
    }

    /** The sign of life. */
    public static Message heartbeat() {
        return BEAT;
    }

    /** Its type. */
    public String type() {
        return type;
    }

    /** What it is about; null where no other message replaces it. */
    public @Nullable String key() {
        return key;
    }

    /** As a server-sent event, UTF-8; not to be changed. */
    public byte[] event() {
        return event;
    }

    /** Its size in a queue, bytes. */
    public int size() {
        return event.length;
    }

    /** As the text of a WebSocket message; made at the first call, then kept. */
    public String text() {
        String made = text;
        if (made == null) {
            String whole = new String(event, StandardCharsets.UTF_8);
            int from = whole.indexOf("\ndata: ") + "\ndata: ".length();
            made = prefix + whole.substring(from, whole.length() - 2) + "}";
            text = made;
        }
        return made;
    }
}
