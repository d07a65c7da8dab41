package dev.lockstep.inference.decode;

/** Finds the loops into which decoders fall. Stateless. */
final class TokenLoops {
    /** How often a run of tokens comes in a row before it is a loop, not speech. */
    static final int REPEATS = 4;

    /** Longest run that is looked for, tokens. */
    private static final int LONGEST = 6;

    private TokenLoops() {}

    /** Tokens of the run that the sequence ends with {@link #REPEATS} times; 0 for none. */
    static int length(int[] tokens, int length) {
        for (int loop = 1; loop <= LONGEST; loop++) {
            if (length >= loop * REPEATS && repeats(tokens, length, loop)) {
                return loop;
            }
        }
        return 0;
    }

    private static boolean repeats(int[] tokens, int length, int loop) {
        for (int i = length - loop * (REPEATS - 1); i < length; i++) {
            if (tokens[i] != tokens[i - loop]) {
                return false;
            }
        }
        return true;
    }
}
