package dev.lockstep.inference.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spells text in the tokens of a byte-pair vocabulary (Sennrich et al. 2016): neighbours are joined
 * as long as they make a token, the one that was learnt first, which has the lowest id, before
 * others. So it is for the vocabularies of Llama, which Moonshine uses, and GPT-2, which Whisper
 * uses. Immutable, thread-safe.
 */
final class PieceSpeller {
    private static final int[] NONE = {};

    /** Bytes of a piece, as characters of ISO 8859-1, to its token. */
    private final Map<String, Integer> tokens = new HashMap<>();

    PieceSpeller(byte[][] pieces, boolean[] special) {
        for (int i = 0; i < pieces.length; i++) {
            if (!special[i] && pieces[i].length > 0) {
                // A character wins over the raw byte of the same value, which stands before it.
                tokens.put(new String(pieces[i], StandardCharsets.ISO_8859_1), i);
            }
        }
    }

    /** The tokens of the text; empty where a character has none. */
    int[] spell(String text) {
        List<String> parts = new ArrayList<>();
        text.codePoints().forEach(c -> split(Character.toString(c), parts));
        for (int at = bestPair(parts); at >= 0; at = bestPair(parts)) {
            parts.set(at, parts.get(at) + parts.remove(at + 1));
        }
        int[] spelt = new int[parts.size()];
        for (int i = 0; i < spelt.length; i++) {
            Integer token = tokens.get(parts.get(i));
            if (token == null) {
                return NONE;
            }
            spelt[i] = token;
        }
        return spelt;
    }

    private void split(String character, List<String> parts) {
        String bytes =
                new String(character.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (tokens.containsKey(bytes)) {
            parts.add(bytes);
        } else {
            bytes.chars().forEach(b -> parts.add(Character.toString(b)));
        }
    }

    private int bestPair(List<String> parts) {
        int best = -1;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < parts.size(); i++) {
            Integer joined = tokens.get(parts.get(i) + parts.get(i + 1));
            if (joined != null && joined < lowest) {
                lowest = joined;
                best = i;
            }
        }
        return best;
    }
}
