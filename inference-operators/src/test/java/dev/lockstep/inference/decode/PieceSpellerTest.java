package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PieceSpellerTest {
    /** As in a byte-pair vocabulary: what was learnt first stands first, characters come last. */
    private static PieceSpeller of(String... pieces) {
        byte[][] bytes = new byte[pieces.length][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = pieces[i].getBytes(StandardCharsets.UTF_8);
        }
        return new PieceSpeller(bytes, new boolean[pieces.length]);
    }

    @Test
    void whatWasLearntFirstIsJoinedFirst() {
        // "bc" was learnt before "ab", so "abc" is a + bc although ab + c would do as well.
        PieceSpeller speller = of("bc", "ab", "a", "b", "c");

        assertThat(speller.spell("abc")).containsExactly(2, 0);
    }

    @Test
    void joinedPiecesAreJoinedAgain() {
        PieceSpeller speller = of("ab", "abab", "a", "b");

        assertThat(speller.spell("abab")).containsExactly(1);
        assertThat(speller.spell("ababa")).containsExactly(1, 2);
    }

    @Test
    void aCharacterWithoutATokenIsSpeltInBytes() {
        byte[][] pieces = {{(byte) 0xc3}, {(byte) 0xa9}, {'a'}};

        assertThat(new PieceSpeller(pieces, new boolean[3]).spell("aé")).containsExactly(2, 0, 1);
    }

    @Test
    void whatCannotBeSpeltHasNoTokens() {
        assertThat(of("a", "b").spell("abx")).isEmpty();
    }
}
