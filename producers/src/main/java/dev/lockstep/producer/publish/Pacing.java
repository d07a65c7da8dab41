package dev.lockstep.producer.publish;

/**
 * How fast recorded media is handed over. Event times stay what they are. Immutable.
 *
 * @param speed 1: real time; N: N times as fast; infinite: as fast as the log takes it
 */
public record Pacing(double speed) {

    /** Each record when its last sample would have been captured. */
    public static final Pacing REALTIME = new Pacing(1);

    /** As fast as the log takes it. */
    public static final Pacing MAX = new Pacing(Double.POSITIVE_INFINITY);

    public Pacing {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The speed must be above 0, not " + speed);
        }
    }

    /**
     * Reads {@code realtime}, {@code max} or a factor such as {@code 1} or {@code 2.5}.
     *
     * @throws IllegalArgumentException whose message ends a sentence that begins with the text
     */
    public static Pacing parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return MAX;
        }
        if (text.equalsIgnoreCase("realtime")) {
            return REALTIME;
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && Double.isFinite(speed)) {
                return new Pacing(speed);
            }
        } catch (NumberFormatException e) {
            // Falls through to the same sentence as a number out of range.
        }
        throw new IllegalArgumentException("is neither realtime, max nor a number above 0");
    }

    /** False when nothing waits for a clock. */
    public boolean waits() {
        return Double.isFinite(speed);
    }

    /** Wall-clock time, µs, at which media up to {@code mediaUs} is handed over. */
    public long dueUs(long startUs, long mediaUs) {
        return waits() ? startUs + Math.round(mediaUs / speed) : Long.MIN_VALUE;
    }

    @Override
    public String toString() {
        if (!waits()) {
            return "max";
        }
        return speed == 1
                ? "realtime"
                : speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed);
    }
}
