package dev.lockstep.inference.text.language;

/**
 * What a detector thinks of a text.
 *
 * @param tag BCP 47; {@link #UNDETERMINED} where nothing is sure enough
 * @param confidence 0..1
 */
public record LanguageGuess(String tag, float confidence) {
    /** The tag of what is not known, as BCP 47 has it. */
    public static final String UNDETERMINED = "und";

    /** Nothing to go by. */
    public static final LanguageGuess NONE = new LanguageGuess(UNDETERMINED, 0);
}
