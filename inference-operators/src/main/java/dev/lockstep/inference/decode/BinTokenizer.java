package dev.lockstep.inference.decode;

import dev.lockstep.inference.model.ModelException;
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
public final class BinTokenizer extends PieceTokenizer {
    private BinTokenizer(byte[][] pieces, boolean[] special) {
        super(pieces, special);
    }

    /**
     * Reads a tokenizer file.
     *
     * @throws ModelException if the file cannot be read or is cut short
     */
    public static BinTokenizer read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException("Cannot read the tokenizer " + file + ".", e);
        }
        List<byte[]> raw = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at++] & 0xff;
            if (length >= 128 && at < bytes.length) {
                length = (bytes[at++] & 0xff) * 128 + length - 128;
            }
            if (at + length > bytes.length) {
                throw new ModelException(
                        "The tokenizer " + file + " is cut short; pull the model again.");
            }
            byte[] piece = new byte[length];
            System.arraycopy(bytes, at, piece, 0, length);
            raw.add(piece);
            at += length;
        }
        byte[][] pieces = new byte[raw.size()][];
        boolean[] special = new boolean[raw.size()];
        for (int i = 0; i < pieces.length; i++) {
            String piece = new String(raw.get(i), StandardCharsets.UTF_8);
            special[i] = piece.isEmpty() || (piece.matches("<[^<> ]+>") && !isByte(piece));
            pieces[i] = special[i] ? new byte[0] : sentencePiece(piece);
        }
        return new BinTokenizer(pieces, special);
    }
}
