package dev.lockstep.inference.decode;

import dev.lockstep.inference.model.ModelException;

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
        DecodeRow row = new DecodeRow(spec, forced, draft, maxTokens);
        row.begin(session);
        while (!row.ended()) {
            row.step(session.feed(row.token()), 0);
        }
        return row.hypothesis();
    }
}
