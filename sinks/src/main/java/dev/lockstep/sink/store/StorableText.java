package dev.lockstep.sink.store;

/**
 * Texts as every database takes them. PostgreSQL has no character U+0000, and half of a surrogate
 * pair is no character at all: both become U+FFFD. Everything else stays as it is.
 */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static String of(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            if (isStorable(text, i)) {
                continue;
            }
            if (changed == null) {
                changed = new StringBuilder(text);
            }
            changed.setCharAt(i, REPLACEMENT);
        }
        return changed == null ? text : changed.toString();
    }

    private static boolean isStorable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c != 0;
    }
}
