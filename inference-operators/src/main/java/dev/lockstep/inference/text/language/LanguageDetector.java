package dev.lockstep.inference.text.language;

/** Says which language a text is in. Thread-safe. */
public interface LanguageDetector {
    /** The language, or {@code und} below the detector's threshold; never fails. */
    LanguageGuess detect(String text);
}
