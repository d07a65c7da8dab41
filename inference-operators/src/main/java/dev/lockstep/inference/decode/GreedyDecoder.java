package dev.lockstep.inference.decode;

import dev.lockstep.inference.model.ModelException;
import java.util.Arrays;

/**
 * Greedy decoding with a draft: one pass over prompt + forced prefix + draft, the longest part of
 * the draft that the model would have chosen itself is kept, and decoding goes on token by token
 * from there (speculative decoding with the last hypothesis as draft; Leviathan et al. 2023).
 * Stateless, thread-safe.
 */
public final class GreedyDecoder {
    private final DecodeSpec spec;

    /**
     * @param spec tokens and limits of the model
     */
    public GreedyDecoder(DecodeSpec spec) {
        this.spec = spec;
    }

    /**
     * Decodes.
     *
     * @param session fresh, nothing fed yet
     * @param forced tokens that the result begins with, whatever the model thinks
     * @param draft a guess of the whole result; where it begins with {@code forced} the rest of it
     *     is tried
     * @param maxTokens most tokens of the result
     * @throws ModelException if the runtime fails
     */
    public Hypothesis decode(DecoderSession session, int[] forced, int[] draft, int maxTokens) {
        int limit = Math.max(maxTokens, forced.length);
        int[] guess = startsWith(draft, forced) ? draft : forced;
        int guessed = Math.min(guess.length, limit);
        int[] tokens = Arrays.copyOf(guess, limit);
        float[] logs = new float[limit];

        int prompt = spec.startTokens().length;
        int[] first = Arrays.copyOf(spec.startTokens(), prompt + guessed);
        System.arraycopy(guess, 0, first, prompt, guessed);
        TokenScores scores = session.feed(first);
        int kept = 0;
        while (kept < guessed
                && (kept < forced.length || scores.best(prompt - 1 + kept) == tokens[kept])) {
            logs[kept] = scores.logProbability(prompt - 1 + kept, tokens[kept]);
            kept++;
        }
        int runs = 1;
        int accepted = kept;
        int next = scores.best(prompt - 1 + kept);
        float nextLog = scores.logProbability(prompt - 1 + kept, next);
        if (kept < guessed && next != spec.endToken()) {
            session.truncate(prompt + kept);
        }
        int length = kept;
        while (next != spec.endToken() && length < limit) {
            tokens[length] = next;
            logs[length] = nextLog;
            length++;
            int loop = TokenLoops.length(tokens, length);
            if (loop > 0) {
                length = Math.max(forced.length, length - loop * (TokenLoops.REPEATS - 1));
                break;
            }
            if (length == limit) {
                break;
            }
            scores = session.feed(next);
            runs++;
            next = scores.best(0);
            nextLog = scores.logProbability(0, next);
        }
        return new Hypothesis(
                Arrays.copyOf(tokens, length), Arrays.copyOf(logs, length), runs, accepted);
    }

    private static boolean startsWith(int[] whole, int[] head) {
        return whole.length >= head.length
                && Arrays.equals(whole, 0, head.length, head, 0, head.length);
    }
}
