package dev.lockstep.inference.decode;

import java.util.ArrayList;
import java.util.List;

/** A batch that feeds its decoders one after the other: for models that cannot do it at once. */
public final class SeparateDecoders implements DecoderBatch {
    private final List<DecoderSession> rows = new ArrayList<>();

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public boolean join(DecoderSession session) {
        rows.add(session);
        return true;
    }

    @Override
    public void leave(int row) {
        DecoderSession last = rows.remove(rows.size() - 1);
        if (row < rows.size()) {
            rows.set(row, last);
        }
    }

    @Override
    public TokenScores feed(int[] tokens) {
        int[] best = new int[tokens.length];
        float[] logs = new float[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            TokenScores scores = rows.get(i).feed(tokens[i]);
            best[i] = scores.best(0);
            logs[i] = scores.logProbability(0, best[i]);
        }
        return new BestScores(best, logs);
    }

    @Override
    public void close() {
        rows.clear();
    }

    /** The best token of each row, which is all that a greedy decoder asks for while it steps. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record BestScores(int[] best, float[] logs) implements TokenScores {
        @Override
        public int rows() {
            return best.length;
        }

        @Override
        public int best(int row) {
            return best[row];
        }

        @Override
        public float logProbability(int row, int token) {
            if (token != best[row]) {
                throw new IllegalArgumentException("Only the best token of a row is known.");
            }
            return logs[row];
        }
    }
}
