package dev.lockstep.inference.text.language;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;

/** From ISO 639-3, which detectors speak, to BCP 47, which results do. Stateless. */
final class LanguageTags {
    private static final Map<String, String> SHORT = new HashMap<>();

    /** Java still lists what ISO 639 has replaced with id, he, yi and ro. */
    private static final Set<String> WITHDRAWN = Set.of("in", "iw", "ji", "mo");

    static {
        for (String two : Locale.getISOLanguages()) {
            if (WITHDRAWN.contains(two)) {
                continue;
            }
            try {
                SHORT.put(Locale.forLanguageTag(two).getISO3Language(), two);
            } catch (MissingResourceException e) {
                // It has no long code, so nobody says it.
                continue;
            }
        }
        // Members of macrolanguages that BCP 47 writes as the macrolanguage.
        SHORT.put("cmn", "zh");
        SHORT.put("ekk", "et");
        SHORT.put("lvs", "lv");
        SHORT.put("pes", "fa");
    }

    private LanguageTags() {}

    /** The shortest tag, as BCP 47 wants it. */
    static String of(String iso639) {
        return SHORT.getOrDefault(iso639, iso639);
    }
}
