package dev.lockstep.sink.rows;

import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.terms.TermAnalyzer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes passages. Thread-safe. */
public final class PassageFactory implements AutoCloseable {
    /** What is said. */
    public static final String SPEECH = "speech";

    /** Text on a picture. */
    public static final String SCREEN = "screen";

    /** A thing that is seen. */
    public static final String OBJECT = "object";

    /** What is written beside sound and picture. */
    public static final String CHAT = "chat";

    /** PostgreSQL takes a megabyte of terms at most; nobody searches the end of such a text. */
    private static final int MOST_TERM_CHARS = 256 * 1024;

    private static final int KEY_BYTES = 16;

    private final TermAnalyzer analyzer = new TermAnalyzer();

    /** A passage without an embedding. */
    PassageRow passage(
            String stream,
            String source,
            String modality,
            String key,
            long revision,
            Span span,
            String text,
            @Nullable String language) {
        List<String> terms = analyzer.terms(text);
        String joined = String.join(" ", terms);
        if (joined.length() > MOST_TERM_CHARS) {
            joined = joined.substring(0, joined.lastIndexOf(' ', MOST_TERM_CHARS));
        }
        return new PassageRow(
                stream,
                source,
                modality,
                key,
                revision,
                span.startMs(),
                span.endMs(),
                span.eventTimeUs(),
                text,
                language,
                joined,
                terms.size(),
                null);
    }

    /**
     * When a passage is.
     *
     * @param startMs media time in ms
     * @param endMs media time in ms
     * @param eventTimeUs start, µs since the epoch
     */
    record Span(long startMs, long endMs, long eventTimeUs) {
        Span {
            endMs = Math.max(startMs, endMs);
        }
    }

    /** The key of a line or label that appeared at a time; short, as an index wants it. */
    static String appearanceKey(long firstTimeUs, String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return firstTimeUs + "/" + HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    @Override
    public void close() {
        analyzer.close();
    }
}
