package dev.lockstep.inference.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A model of four tokens whose next-token probabilities depend on the text so far. */
final class ScriptedBeams implements BeamSession {
    static final int START = 0;
    static final int END = 1;
    private static final double RARE = 1e-6;

    private final Map<String, Map<Integer, Double>> script;
    private List<String> texts = List.of();
    int widest;

    /**
     * @param script probabilities of the next token after a text, whose tokens are its characters'
     *     numbers; where it says nothing, the end is certain
     */
    ScriptedBeams(Map<String, Map<Integer, Double>> script) {
        this.script = script;
    }

    @Override
    public TokenScores begin(int... tokens) {
        StringBuilder text = new StringBuilder();
        List<String> rows = new ArrayList<>();
        for (int token : tokens) {
            if (token != START) {
                text.append(token);
            }
            rows.add(text.toString());
        }
        texts = List.of(text.toString());
        return scores(rows);
    }

    @Override
    public TokenScores step(int[] parents, int[] tokens) {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < parents.length; i++) {
            next.add(texts.get(parents[i]) + tokens[i]);
        }
        texts = next;
        widest = Math.max(widest, parents.length);
        return scores(next);
    }

    private TokenScores scores(List<String> rows) {
        return new TokenScores() {
            private Map<Integer, Double> after(int row) {
                return script.getOrDefault(rows.get(row), Map.of(END, 1.0));
            }

            @Override
            public int rows() {
                return rows.size();
            }

            @Override
            public int best(int row) {
                return after(row).entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
            }

            @Override
            public float logProbability(int row, int token) {
                return (float) Math.log(after(row).getOrDefault(token, RARE));
            }
        };
    }

    @Override
    public void close() {
        texts = Arrays.asList();
    }
}
