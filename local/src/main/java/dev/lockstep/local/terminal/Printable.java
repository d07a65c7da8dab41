package dev.lockstep.local.terminal;

/** Text from outside made safe for a terminal: no control characters, so no escape sequences. */
public final class Printable {
    private Printable() {}

    /** The text with a replacement character for each that a terminal would obey. */
    public static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]", "\ufffd");
    }
}
