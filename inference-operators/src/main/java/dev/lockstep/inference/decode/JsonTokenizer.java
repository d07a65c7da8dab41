package dev.lockstep.inference.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.model.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code tokenizer.json} of a Hugging Face model, for turning tokens into text: byte-level BPE
 * as Whisper has it, where each character of a piece stands for one byte, BERT's WordPiece, or
 * pieces as SentencePiece writes them. Its added tokens are no text.
 */
public final class JsonTokenizer extends PieceTokenizer {
    private final Map<String, Integer> added;

    private JsonTokenizer(byte[][] pieces, boolean[] special, Map<String, Integer> added) {
        super(pieces, special);
        this.added = added;
    }

    /**
     * Reads a tokenizer file.
     *
     * @throws ModelException if the file cannot be read or holds no vocabulary
     */
    public static JsonTokenizer read(Path file) {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new ModelException("Cannot read the tokenizer " + file + ".", e);
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        json.path("model")
                .path("vocab")
                .properties()
                .forEach(piece -> vocabulary.put(piece.getKey(), piece.getValue().asInt()));
        if (vocabulary.isEmpty()) {
            throw new ModelException(
                    "The tokenizer " + file + " has no vocabulary: it needs model.vocab.");
        }
        Map<String, Integer> added = new HashMap<>();
        json.path("added_tokens")
                .forEach(t -> added.put(t.path("content").asText(), t.path("id").asInt()));
        int size = 1 + Math.max(largest(vocabulary), largest(added));
        byte[][] pieces = new byte[size][0];
        boolean[] special = new boolean[size];
        Arrays.fill(special, true);
        String decoder = json.path("decoder").path("type").asText();
        boolean byteLevel = "ByteLevel".equals(decoder);
        boolean wordPiece = "WordPiece".equals(decoder);
        vocabulary.forEach(
                (piece, id) -> {
                    pieces[id] =
                            byteLevel
                                    ? ByteLevel.bytes(piece)
                                    : wordPiece ? wordPiece(piece) : sentencePiece(piece);
                    special[id] = pieces[id].length == 0;
                });
        added.values()
                .forEach(
                        id -> {
                            pieces[id] = new byte[0];
                            special[id] = true;
                        });
        return new JsonTokenizer(pieces, special, added);
    }

    /** BERT's spelling: a piece that goes on a word begins with {@code ##}, others with a space. */
    private static byte[] wordPiece(String piece) {
        return (piece.startsWith("##") ? piece.substring(2) : " " + piece)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The id of an added token such as {@code <|endoftext|>}. */
    public Optional<Integer> added(String content) {
        return Optional.ofNullable(added.get(content));
    }

    private static int largest(Map<String, Integer> ids) {
        return ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    /**
     * GPT-2's spelling of bytes (Radford et al. 2019, {@code bytes_to_unicode} of its code): a byte
     * that prints stands for itself, the n-th other one is U+0100 + n.
     */
    private static final class ByteLevel {
        private static final Map<Integer, Integer> BYTES = bytesByCharacter();

        private ByteLevel() {}

        static byte[] bytes(String piece) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(piece.length());
            piece.codePoints()
                    .forEach(
                            c -> {
                                Integer value = BYTES.get(c);
                                if (value == null) {
                                    out.writeBytes(
                                            Character.toString(c).getBytes(StandardCharsets.UTF_8));
                                } else {
                                    out.write(value);
                                }
                            });
            return out.toByteArray();
        }

        private static Map<Integer, Integer> bytesByCharacter() {
            Map<Integer, Integer> bytes = new HashMap<>();
            int others = 0;
            for (int b = 0; b < 256; b++) {
                boolean prints = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || (b >= 0xae);
                bytes.put(prints ? b : 0x100 + others++, b);
            }
            return bytes;
        }
    }
}
