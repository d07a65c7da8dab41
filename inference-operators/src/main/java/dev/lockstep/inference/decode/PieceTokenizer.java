package dev.lockstep.inference.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A tokenizer that knows the bytes of every token; a word begins with a space. Thread-safe. */
abstract class PieceTokenizer implements Tokenizer {
    private final byte[][] pieces;
    private final boolean[] special;
    private final PieceSpeller speller;

    /**
     * @param pieces bytes of each token
     * @param special which tokens are no text
     */
    PieceTokenizer(byte[][] pieces, boolean[] special) {
        this.pieces = pieces;
        this.special = special;
        this.speller = new PieceSpeller(pieces, special);
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
    public int[] spell(String word) {
        return speller.spell(" " + word);
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

    /** Whether a piece of SentencePiece stands for one raw byte, as {@code <0xC3>} does. */
    static boolean isByte(String piece) {
        return piece.matches("<0x[0-9A-Fa-f]{2}>");
    }

    /** The bytes of a piece of SentencePiece: {@code ▁} is a space. */
    static byte[] sentencePiece(String piece) {
        return isByte(piece)
                ? new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)}
                : piece.replace("▁", " ").getBytes(StandardCharsets.UTF_8);
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
