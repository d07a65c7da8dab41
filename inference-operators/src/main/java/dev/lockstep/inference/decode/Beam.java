package dev.lockstep.inference.decode;

import java.util.Arrays;

/**
 * A continuation and what it is worth. Arrays are never written to.
 *
 * @param tokens so far, without start tokens
 * @param logs natural logarithm of each one's probability
 * @param score sum of the logarithms, the end token's included
 * @param context what the phrases have earned
 * @param state of the {@link ContextGraph}
 * @param row of the session that holds its cache
 */
record Beam(int[] tokens, float[] logs, double score, double context, int state, int row) {
    static Beam of(int[] tokens, float[] logs) {
        double score = 0;
        for (float log : logs) {
            score += log;
        }
        return new Beam(tokens, logs, score, 0, 0, 0);
    }

    double worth() {
        return score + context;
    }

    Beam with(int token, float log, ContextGraph.Step step) {
        int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
        float[] longerLogs = Arrays.copyOf(logs, longer.length);
        longer[tokens.length] = token;
        longerLogs[tokens.length] = log;
        return new Beam(longer, longerLogs, score + log, context + step.score(), step.state(), row);
    }

    Beam in(int otherRow) {
        return new Beam(tokens, logs, score, context, state, otherRow);
    }

    Beam ended(float endLog, double unfinished) {
        return new Beam(tokens, logs, score + endLog, context - unfinished, 0, row);
    }

    Beam cut(int length) {
        return new Beam(
                Arrays.copyOf(tokens, length),
                Arrays.copyOf(logs, length),
                score,
                context,
                state,
                row);
    }

    int last() {
        return tokens[tokens.length - 1];
    }
}
