package dev.lockstep.view.push;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the changes of a stream, {@code <epoch>.<seq>} on the wire. Immutable.
 *
 * @param epoch random per start of an instance, so that a restart shows
 * @param sequence number of the last change seen, from 1; 0 before the first
 */
public record Position(long epoch, long sequence) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,16})\\.([0-9]{1,18})");

    /**
     * Reads a position.
     *
     * @throws IllegalArgumentException when it was never given out; the message says what to do
     */
    public static Position parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The position is not one that this view gave out: send the id of the last"
                            + " message as it came, or none to begin with a snapshot.");
        }
        return new Position(
                Long.parseUnsignedLong(matcher.group(1), 16), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return Long.toHexString(epoch) + "." + sequence;
    }
}
