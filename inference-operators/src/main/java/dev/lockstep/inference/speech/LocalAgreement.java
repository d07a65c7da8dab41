package dev.lockstep.inference.speech;

import java.util.List;

/**
 * LocalAgreement-2: what two successive hypotheses of a growing utterance have in common at their
 * head is stable (Liu et al. 2020; Macháček et al. 2023, "Turning Whisper into Real-Time
 * Transcription System"). A word that the model was unsure of must also have been heard in more of
 * its context before it is committed: over 7 minutes of speech that brought the word error rate of
 * the committed text from 3 points above that of one decode of the whole utterance down to the same
 * (see docs/performance.md). Pure.
 */
public final class LocalAgreement {
    /** Sound that must follow any word before it is committed, µs. */
    static final long HOLD_BACK_US = 300_000;

    /** Sound that must follow in addition for a word of confidence 0; in proportion above, µs. */
    static final long DOUBT_HOLD_BACK_US = 4_000_000;

    /** Most of that additional sound, µs: it bounds the time to commitment. */
    static final long LONGEST_DOUBT_US = 1_500_000;

    private LocalAgreement() {}

    /**
     * How many words at the head of a hypothesis can be committed.
     *
     * @param before texts of the hypothesis before
     * @param now the hypothesis
     * @param soundEndUs event time at which the sound of the hypothesis ends, µs since the epoch
     */
    public static int stableWords(List<String> before, List<RecognizedWord> now, long soundEndUs) {
        int agreed = agreedWords(before, now.stream().map(RecognizedWord::text).toList());
        int stable = 0;
        while (stable < agreed && heardEnough(now.get(stable), soundEndUs)) {
            stable++;
        }
        return stable;
    }

    /**
     * How many words at the head of both are the same and complete. The last word of the shorter
     * one does not count: more sound may still lengthen it or change its punctuation.
     */
    static int agreedWords(List<String> before, List<String> now) {
        int shorter = Math.min(before.size(), now.size());
        int same = 0;
        while (same < shorter && before.get(same).equals(now.get(same))) {
            same++;
        }
        return same == shorter ? Math.max(0, same - 1) : same;
    }

    private static boolean heardEnough(RecognizedWord word, long soundEndUs) {
        long doubt = (long) ((1 - word.confidence()) * DOUBT_HOLD_BACK_US);
        return word.endUs() + HOLD_BACK_US + Math.min(doubt, LONGEST_DOUBT_US) <= soundEndUs;
    }
}
