package dev.lockstep.inference.decode;

import java.util.Arrays;

/**
 * One greedy decode in progress, whoever steps it: what is written so far and which token comes
 * next. Not thread-safe.
 */
final class DecodeRow {
    private final DecodeSpec spec;
    private final int[] forced;
    private final int guessed;
    private final int limit;
    private final int[] tokens;
    private final float[] logs;
    private int length;
    private int accepted;
    private int runs;
    private int next;
    private float nextLog;
    private boolean ended;

    /** See {@link GreedyDecoder#decode}. */
    DecodeRow(DecodeSpec spec, int[] forced, int[] draft, int maxTokens) {
        this.spec = spec;
        this.forced = forced;
        this.limit = Math.max(maxTokens, forced.length);
        int[] guess = startsWith(draft, forced) ? draft : forced;
        this.guessed = Math.min(guess.length, limit);
        this.tokens = Arrays.copyOf(guess, limit);
        this.logs = new float[limit];
    }

    /** One pass over prompt and draft; the session holds what was accepted of them afterwards. */
    void begin(DecoderSession session) {
        int prompt = spec.startTokens().length;
        int[] first = Arrays.copyOf(spec.startTokens(), prompt + guessed);
        System.arraycopy(tokens, 0, first, prompt, guessed);
        TokenScores scores = session.feed(first);
        while (length < guessed
                && (length < forced.length || scores.best(prompt - 1 + length) == tokens[length])) {
            logs[length] = scores.logProbability(prompt - 1 + length, tokens[length]);
            length++;
        }
        accepted = length;
        take(scores, prompt - 1 + length);
        if (accepted < guessed && next != spec.endToken()) {
            session.truncate(prompt + accepted);
        }
        append();
    }

    /** Whether it is over. */
    boolean ended() {
        return ended;
    }

    /** The token to be fed; only while it is not over. */
    int token() {
        return tokens[length - 1];
    }

    /**
     * Reads what follows {@link #token()}.
     *
     * @param row of the scores
     */
    void step(TokenScores scores, int row) {
        take(scores, row);
        append();
    }

    /** What was written. */
    Hypothesis hypothesis() {
        return new Hypothesis(
                Arrays.copyOf(tokens, length), Arrays.copyOf(logs, length), runs, accepted);
    }

    private void take(TokenScores scores, int row) {
        runs++;
        next = scores.best(row);
        nextLog = scores.logProbability(row, next);
    }

    private void append() {
        if (next == spec.endToken() || length >= limit) {
            ended = true;
            return;
        }
        tokens[length] = next;
        logs[length] = nextLog;
        length++;
        int loop = TokenLoops.length(tokens, length);
        if (loop > 0) {
            length = Math.max(forced.length, length - loop * (TokenLoops.REPEATS - 1));
        }
        ended = loop > 0 || length == limit;
    }

    private static boolean startsWith(int[] whole, int[] head) {
        return whole.length >= head.length
                && Arrays.equals(whole, 0, head.length, head, 0, head.length);
    }
}
