package dev.lockstep.inference.decode;

/** Scores of the tokens that may follow each fed token. Valid until the session is used again. */
public interface TokenScores {
    /** Number of rows: one per fed token. */
    int rows();

    /** The likeliest next token after row {@code row}. */
    int best(int row);

    /** Natural logarithm of the probability that {@code token} follows row {@code row}. */
    float logProbability(int row, int token);
}
