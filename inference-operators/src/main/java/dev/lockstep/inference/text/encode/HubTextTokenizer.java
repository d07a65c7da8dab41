package dev.lockstep.inference.text.encode;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The tokenizer of a {@code tokenizer.json}, by Hugging Face's own library. Thread-safe.
 *
 * <p>Truncation and padding of the file are replaced: a text counts by its first tokens up to the
 * limit, special ones among them, and nothing is padded. Of a very long text only the first {@value
 * #LONGEST_TEXT} characters are looked at; a half of a surrogate pair counts as U+FFFD.
 */
public final class HubTextTokenizer implements AutoCloseable {
    /** Characters that are looked at: 64 for each of 256 tokens. */
    public static final int LONGEST_TEXT = 16_384;

    private static final String NATIVE_DIR = "DJL_CACHE_DIR";

    static {
        // DJL asks cloud metadata services where it runs, and downloads libraries; it must do
        // neither. Its native library comes out of the jar.
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
        if (System.getProperty("OPT_OUT_TRACKING") == null) {
            System.setProperty("OPT_OUT_TRACKING", "true");
        }
        if (System.getProperty(NATIVE_DIR) == null && System.getenv(NATIVE_DIR) == null) {
            System.setProperty(
                    NATIVE_DIR,
                    ModelStore.standardCacheDir(System.getenv()).resolve("native").toString());
        }
    }

    private final HuggingFaceTokenizer tokenizer;

    /**
     * @param file {@code tokenizer.json}
     * @param maxTokens most tokens of a text
     * @throws ModelException if it is missing or no tokenizer
     */
    public HubTextTokenizer(Path file, int maxTokens) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    "There is no tokenizer "
                            + file
                            + ". A text model is a folder with model.onnx and tokenizer.json.");
        }
        try {
            tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            file,
                            Map.of(
                                    "padding",
                                    "false",
                                    "truncation",
                                    "true",
                                    "maxLength",
                                    String.valueOf(maxTokens)));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new ModelException(
                    file
                            + " is not a tokenizer that can be loaded ("
                            + (e.getCause() == null ? e : e.getCause()).getMessage()
                            + "). Check it with `lockstep models verify`, and that the cache folder,"
                            + " or DJL_CACHE_DIR, is writable: a native library is unpacked there.",
                    e);
        }
    }

    /** The ids of a text, special tokens among them. */
    public long[] encode(String text) {
        return tokenizer.encode(prepared(text), true, false).getIds();
    }

    /** The part that is looked at, as well-formed UTF-16. */
    static String prepared(String text) {
        int end = Math.min(text.length(), LONGEST_TEXT);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder whole = null;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < end
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (whole == null) {
                whole = new StringBuilder(text.substring(0, end));
            }
            whole.setCharAt(i, '\uFFFD');
        }
        return whole == null ? text.substring(0, end) : whole.toString();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
