package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreedyDecoderTest {
    private static final int END = 2;

    private final GreedyDecoder decoder = new GreedyDecoder(new DecodeSpec(new int[] {1}, 2));

    /** A model that always says the same sentence, and knows only its position in it. */
    private static final class Parrot implements DecoderSession {
        final int[] sentence;
        final List<Integer> fed = new ArrayList<>();
        int feeds;

        Parrot(int... sentence) {
            this.sentence = sentence;
        }

        @Override
        public TokenScores feed(int... tokens) {
            feeds++;
            int before = fed.size();
            for (int token : tokens) {
                fed.add(token);
            }
            return new TokenScores() {
                @Override
                public int rows() {
                    return tokens.length;
                }

                @Override
                public int best(int row) {
                    int at = before + row;
                    return at < sentence.length ? sentence[at] : END;
                }

                @Override
                public float logProbability(int row, int token) {
                    return token == best(row) ? -0.1f : -5;
                }
            };
        }

        @Override
        public int length() {
            return fed.size();
        }

        @Override
        public void truncate(int length) {
            fed.subList(length, fed.size()).clear();
        }

        @Override
        public void close() {}
    }

    @Test
    void decodesTokenByTokenWithoutADraft() {
        Parrot parrot = new Parrot(10, 11, 12);
        Hypothesis heard = decoder.decode(parrot, new int[0], new int[0], 50);
        assertThat(heard.tokens()).containsExactly(10, 11, 12);
        assertThat(heard.logProbabilities()).containsExactly(-0.1f, -0.1f, -0.1f);
        assertThat(parrot.feeds).isEqualTo(4);
    }

    @Test
    void aRightDraftNeedsOneRun() {
        Parrot parrot = new Parrot(10, 11, 12);
        Hypothesis heard = decoder.decode(parrot, new int[0], new int[] {10, 11, 12}, 50);
        assertThat(heard.tokens()).containsExactly(10, 11, 12);
        assertThat(heard.draftAccepted()).isEqualTo(3);
        assertThat(parrot.feeds).isEqualTo(1);
    }

    @Test
    void aWrongDraftIsKeptUpToItsFirstMistakeAndTheCacheIsCutThere() {
        Parrot parrot = new Parrot(10, 11, 12, 13);
        Hypothesis heard = decoder.decode(parrot, new int[0], new int[] {10, 99, 12, 13}, 50);
        assertThat(heard.tokens()).containsExactly(10, 11, 12, 13);
        assertThat(heard.draftAccepted()).isEqualTo(1);
        assertThat(parrot.fed).containsExactly(1, 10, 11, 12, 13);
    }

    @Test
    void aDraftThatGoesOnTooLongIsCut() {
        Hypothesis heard = decoder.decode(new Parrot(10), new int[0], new int[] {10, 11, 12}, 50);
        assertThat(heard.tokens()).containsExactly(10);
    }

    @Test
    void aForcedPrefixStandsAgainstTheModel() {
        Parrot parrot = new Parrot(10, 11, 12);
        Hypothesis heard = decoder.decode(parrot, new int[] {77}, new int[] {77, 11}, 50);
        assertThat(heard.tokens()).containsExactly(77, 11, 12);
        assertThat(heard.logProbabilities()[0]).isEqualTo(-5);
    }

    @Test
    void neverMoreTokensThanTheSoundCanHold() {
        Hypothesis heard =
                decoder.decode(new Parrot(3, 4, 5, 6, 7, 8, 9), new int[0], new int[0], 4);
        assertThat(heard.tokens()).containsExactly(3, 4, 5, 6);
    }

    @Test
    void aLoopIsCutToOneRound() {
        Hypothesis heard =
                decoder.decode(
                        new Parrot(3, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9), new int[0], new int[0], 50);
        assertThat(heard.tokens()).containsExactly(3, 8, 9);
    }
}
