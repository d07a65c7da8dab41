package dev.lockstep.inference.speech.context;

import dev.lockstep.inference.decode.ContextGraph;
import dev.lockstep.inference.decode.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Spells terms in a model's tokens, in the ways in which a recogniser may write them. Stateless.
 */
public final class TermSpellings {
    private TermSpellings() {}

    /**
     * The phrases that lean towards some terms.
     *
     * @param terms as they stand on the screen
     * @param tokenizer of the model; a term that it cannot spell is left out
     * @param bonus what each token earns, natural logarithm
     */
    public static ContextGraph graph(List<String> terms, Tokenizer tokenizer, double bonus) {
        List<int[]> phrases = new ArrayList<>();
        for (String term : terms) {
            for (String spelling : spellings(term)) {
                int[] tokens = tokenizer.spell(spelling);
                if (tokens.length > 0) {
                    phrases.add(tokens);
                }
            }
        }
        return phrases.isEmpty() ? ContextGraph.EMPTY : new ContextGraph(phrases, bonus);
    }

    /** As it stands, in small letters, and with a capital only in front: titles shout. */
    private static Set<String> spellings(String term) {
        String small = term.toLowerCase(Locale.ROOT);
        Set<String> spellings = new LinkedHashSet<>(List.of(term, small));
        spellings.add(small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1));
        return spellings;
    }
}
