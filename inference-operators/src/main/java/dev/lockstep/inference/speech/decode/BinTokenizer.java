package dev.lockstep.inference.speech.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code tokenizer.bin} of Moonshine: per token one length byte (two where it is 128 or more:
 * second × 128 + first − 128), then its bytes. {@code ▁} stands for a space, {@code <0xNN>} for a
 * raw byte, {@code <…>} for a special token.
 */
public final class BinTokenizer implements Tokenizer {
    private static final String SPACE = "▁";

    private final byte[][] pieces;
    private final boolean[] special;

    private BinTokenizer(List<byte[]> raw) {
        pieces = new byte[raw.size()][];
        special = new boolean[raw.size()];
        for (int i = 0; i < pieces.length; i++) {
            String piece = new String(raw.get(i), StandardCharsets.UTF_8);
            if (piece.matches("<0x[0-9A-Fa-f]{2}>")) {
                pieces[i] = new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
            } else if (piece.isEmpty() || piece.matches("<[^<> ]+>")) {
                pieces[i] = new byte[0];
                special[i] = true;
            } else {
                pieces[i] = piece.replace(SPACE, " ").getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    /**
     * Reads a tokenizer file.
     *
     * @throws SpeechModelException if the file cannot be read or is cut short
     */
    public static BinTokenizer read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SpeechModelException("Cannot read the tokenizer " + file + ".", e);
        }
        List<byte[]> raw = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at++] & 0xff;
            if (length >= 128 && at < bytes.length) {
                length = (bytes[at++] & 0xff) * 128 + length - 128;
            }
            if (at + length > bytes.length) {
                throw new SpeechModelException(
                        "The tokenizer " + file + " is cut short; pull the model again.");
            }
            byte[] piece = new byte[length];
            System.arraycopy(bytes, at, piece, 0, length);
            raw.add(piece);
            at += length;
        }
        return new BinTokenizer(raw);
    }

    /** Number of tokens. */
    public int size() {
        return pieces.length;
    }

    @Override
    public String text(int[] tokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token >= 0 && token < pieces.length) {
                out.writeBytes(pieces[token]);
            }
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public List<TokenWord> words(int[] tokens) {
        List<TokenWord> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        int first = 0;
        for (int i = 0; i < tokens.length; i++) {
            int token = tokens[i];
            if (token < 0 || token >= pieces.length || special[token]) {
                continue;
            }
            byte[] piece = pieces[token];
            if (piece[0] == ' ' && word.size() > 0) {
                add(words, word, first, i);
            }
            if (word.size() == 0) {
                first = i;
            }
            word.writeBytes(piece);
        }
        add(words, word, first, tokens.length);
        return words;
    }

    private static void add(List<TokenWord> words, ByteArrayOutputStream word, int from, int to) {
        // The model sometimes writes a comma twice; nobody says two.
        String text = word.toString(StandardCharsets.UTF_8).strip().replaceAll(",{2,}", ",");
        word.reset();
        if (!text.isEmpty()) {
            words.add(new TokenWord(text, from, to));
        }
    }
}
