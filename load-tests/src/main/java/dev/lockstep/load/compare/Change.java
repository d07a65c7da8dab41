package dev.lockstep.load.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How repeated values changed: the median of the quotients of all pairs of a value after and one
 * before (Hodges and Lehmann, "Estimates of location based on rank tests", Annals of Mathematical
 * Statistics 34, 1963, on logarithms), with the interval of 95 % that belongs to the rank-sum test.
 * It assumes no distribution, and one wild value does not move it. Where a value is not above 0,
 * differences by the size of the median before take the place of quotients. Immutable.
 *
 * @param change share by which it rose, 0.2 for a fifth more
 * @param least lower end of the interval; null where there are too few values for one
 * @param greatest upper end of it; null likewise
 */
record Change(double change, @Nullable Double least, @Nullable Double greatest) {
    /** Of at least one value each. */
    static Change of(List<Double> before, List<Double> after) {
        List<Double> pairs = new ArrayList<>();
        boolean quotients =
                before.stream().allMatch(value -> value > 0)
                        && after.stream().allMatch(value -> value > 0);
        double size = size(before);
        for (double old : before) {
            for (double now : after) {
                pairs.add(quotients ? now / old - 1 : (now - old) / size);
            }
        }
        Collections.sort(pairs);
        int k = RankSum.bound(before.size(), after.size());
        return new Change(
                RankSum.median(pairs),
                k == 0 ? null : pairs.get(k - 1),
                k == 0 ? null : pairs.get(pairs.size() - k));
    }

    /** What differences are seen against: the median, or the mean size where that is 0. */
    private static double size(List<Double> before) {
        double median = Math.abs(RankSum.median(before.stream().sorted().toList()));
        double mean = before.stream().mapToDouble(Math::abs).average().orElse(0);
        return median > 0 ? median : mean > 0 ? mean : 1;
    }

    /** True when the interval leaves out that nothing changed. */
    boolean told() {
        return least != null && greatest != null && (least > 0 || greatest < 0);
    }
}
