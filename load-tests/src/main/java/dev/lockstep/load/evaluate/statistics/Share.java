package dev.lockstep.load.evaluate.statistics;

import java.util.Collection;

/**
 * A count and what it is a count of, for one item: errors of words, hits of queries. Rates of many
 * items are those of the sums, so that a long item weighs more than a short one, as usual for word
 * error rates. Immutable.
 *
 * @param part the count, not negative
 * @param whole what it is out of, not negative; a rate may exceed 1 where errors are added
 */
public record Share(double part, double whole) {
    /** Nothing of nothing. */
    public static final Share NONE = new Share(0, 0);

    public Share {
        if (!(part >= 0 && whole >= 0)) {
            throw new IllegalArgumentException("A share is not negative: " + part + "/" + whole);
        }
    }

    /** Both sums. */
    public Share plus(Share other) {
        return new Share(part + other.part, whole + other.whole);
    }

    /** The rate; NaN of nothing. */
    public double rate() {
        return part / whole;
    }

    /** The sums over items. */
    public static Share sum(Collection<Share> items) {
        return items.stream().reduce(NONE, Share::plus);
    }
}
