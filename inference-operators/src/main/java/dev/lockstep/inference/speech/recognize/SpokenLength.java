package dev.lockstep.inference.speech.recognize;

/**
 * How long a written word takes to say, roughly: consonants 65 ms, vowel groups 105 ms, digits 300
 * ms, after the mean segment durations of read English (Klatt 1976, "Linguistic uses of segmental
 * duration in English"). Only the proportions matter; the aligner scales them to the sound. Pure.
 */
final class SpokenLength {
    private static final double CONSONANT_S = 0.065;
    private static final double VOWEL_S = 0.105;
    private static final double DIGIT_S = 0.3;
    private static final double LEAST_S = 0.08;
    private static final String VOWELS = "aeiouyäöüáéíóúàèìòùâêîôû";

    private SpokenLength() {}

    static double seconds(String word) {
        String letters = word.toLowerCase(java.util.Locale.ROOT);
        double sum = 0;
        char before = ' ';
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            boolean last = i == letters.length() - 1 || !Character.isLetter(letters.charAt(i + 1));
            if (Character.isDigit(c)) {
                sum += DIGIT_S;
            } else if (VOWELS.indexOf(c) >= 0) {
                boolean silentE = c == 'e' && last && sum > VOWEL_S;
                if (VOWELS.indexOf(before) < 0 && !silentE) {
                    sum += VOWEL_S;
                }
            } else if (Character.isLetter(c) && c != before) {
                sum += CONSONANT_S;
            }
            before = c;
        }
        return Math.max(LEAST_S, sum);
    }

    static boolean endsWithPunctuation(String word) {
        char last = word.charAt(word.length() - 1);
        return ".,;:!?…".indexOf(last) >= 0;
    }
}
