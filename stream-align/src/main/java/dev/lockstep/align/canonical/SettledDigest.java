package dev.lockstep.align.canonical;

import dev.lockstep.schema.avro.AlignedWindow;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the {@linkplain CanonicalWindow canonical bytes} of the settled windows of one
 * stream, in the order of the grid. Two runs over the same input that align it in the same way have
 * the same digest. Takes constant memory. Not thread-safe.
 */
public final class SettledDigest {
    private final MessageDigest digest = sha256();
    private @Nullable String streamId;
    private long lastIndex = Long.MIN_VALUE;
    private long windows;

    /**
     * Takes in the next window.
     *
     * @throws IllegalArgumentException when it is not settled, is one of another stream, or does
     *     not come after the one before it
     */
    public void add(AlignedWindow window) {
        if (!window.getSettled()) {
            throw new IllegalArgumentException("Window " + window.getIndex() + " is not settled");
        }
        if (streamId != null && !streamId.equals(window.getStreamId())) {
            throw new IllegalArgumentException(
                    "A window of " + window.getStreamId() + " among those of " + streamId);
        }
        if (window.getIndex() <= lastIndex) {
            throw new IllegalArgumentException(
                    "Window " + window.getIndex() + " comes after window " + lastIndex);
        }
        streamId = window.getStreamId();
        lastIndex = window.getIndex();
        windows++;
        digest.update(CanonicalWindow.bytes(window));
    }

    /** Number of windows taken in. */
    public long windows() {
        return windows;
    }

    /** The digest so far, lower-case hex; of no windows it is that of nothing. */
    public String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
