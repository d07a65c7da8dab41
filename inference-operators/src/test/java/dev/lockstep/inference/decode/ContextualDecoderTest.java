package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextualDecoderTest {
    private static final int[] NOTHING = {};

    /** After nothing: 2 is likelier than 5; 5 6 is a phrase, and after 5 the model is sure of 6. */
    private static final Map<String, Map<Integer, Double>> SCRIPT =
            Map.of(
                    "", Map.of(2, 0.6, 5, 0.3),
                    "2", Map.of(3, 0.5, 4, 0.4),
                    "23", Map.of(ScriptedBeams.END, 0.9),
                    "5", Map.of(6, 0.9),
                    "56", Map.of(ScriptedBeams.END, 0.9));

    private final ContextualDecoder decoder =
            new ContextualDecoder(
                    new DecodeSpec(new int[] {ScriptedBeams.START}, ScriptedBeams.END), 4, 6);

    private static ContextGraph phrase(double bonus, int... tokens) {
        return new ContextGraph(List.of(tokens), bonus);
    }

    @Test
    void aPhraseThatIsNearlyAsLikelyWins() {
        ScriptedBeams session = new ScriptedBeams(SCRIPT);

        Hypothesis heard = decoder.decode(session, NOTHING, phrase(1, 5, 6), 10);

        assertThat(heard.tokens()).containsExactly(5, 6);
        assertThat(heard.logProbabilities())
                .containsExactly((float) Math.log(0.3), (float) Math.log(0.9));
        assertThat(session.widest).isEqualTo(2);
    }

    @Test
    void aPhraseThatTheSoundDoesNotBearOutLoses() {
        // 5 7 is on the screen, but after 5 the model hears 6: what 5 earned is taken back.
        Hypothesis heard =
                decoder.decode(new ScriptedBeams(SCRIPT), NOTHING, phrase(0.1, 5, 7), 10);

        assertThat(heard.tokens()).containsExactly(2, 3);
    }

    @Test
    void withoutAPhraseItIsGreedy() {
        ScriptedBeams session = new ScriptedBeams(SCRIPT);

        Hypothesis heard = decoder.decode(session, NOTHING, phrase(5, 8, 9), 10);

        assertThat(heard.tokens()).containsExactly(2, 3);
        assertThat(session.widest).isEqualTo(1);
    }

    @Test
    void aPhraseFarBelowTheBestIsNotTried() {
        ContextualDecoder narrow =
                new ContextualDecoder(
                        new DecodeSpec(new int[] {ScriptedBeams.START}, ScriptedBeams.END), 4, 0.5);

        assertThat(narrow.decode(new ScriptedBeams(SCRIPT), NOTHING, phrase(9, 5, 6), 10).tokens())
                .containsExactly(2, 3);
    }

    @Test
    void whatIsCommittedStays() {
        Hypothesis heard =
                decoder.decode(new ScriptedBeams(SCRIPT), new int[] {2}, phrase(9, 5, 6), 10);

        assertThat(heard.tokens()).containsExactly(2, 3);
        assertThat(heard.logProbabilities()[0]).isEqualTo((float) Math.log(0.6));
    }

    @Test
    void theLimitEndsIt() {
        Map<String, Map<Integer, Double>> endless =
                Map.of("", Map.of(2, 1.0), "2", Map.of(3, 1.0), "23", Map.of(4, 1.0));

        assertThat(decoder.decode(new ScriptedBeams(endless), NOTHING, phrase(1, 8), 2).tokens())
                .containsExactly(2, 3);
    }
}
