package dev.lockstep.load.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.result.Figure;
import org.jspecify.annotations.Nullable;

/**
 * One figure before and after. Immutable.
 *
 * @param name of the figure
 * @param unit for people
 * @param before median of the repetitions; null where it was not measured
 * @param after likewise
 * @param change share by which it rose; null where it was not measured twice
 * @param least lower end of the interval of 95 %; null where nothing can be told
 * @param greatest upper end of it
 * @param repetitions of both, for instance 5 + 5
 * @param verdict what that says
 */
public record FigureComparison(
        String name,
        String unit,
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Double change,
        @JsonProperty("change_least") @Nullable Double least,
        @JsonProperty("change_greatest") @Nullable Double greatest,
        String repetitions,
        Verdict verdict) {

    /**
     * Compares it.
     *
     * @param before null where it was not measured
     * @param after null where it was not measured
     * @param tolerance share of change that does not count, for what differs between two starts of
     *     the same program and repetitions of one cannot show
     */
    static FigureComparison of(
            String name, @Nullable Figure before, @Nullable Figure after, double tolerance) {
        boolean both =
                before != null
                        && after != null
                        && !before.values().isEmpty()
                        && !after.values().isEmpty();
        String unit = before != null ? before.unit() : after != null ? after.unit() : "";
        String repetitions = count(before) + " + " + count(after);
        if (!both) {
            return new FigureComparison(
                    name,
                    unit,
                    median(before),
                    median(after),
                    null,
                    null,
                    null,
                    repetitions,
                    Verdict.MISSING);
        }
        Change change = Change.of(before.values(), after.values());
        return new FigureComparison(
                name,
                unit,
                median(before),
                median(after),
                change.change(),
                change.least(),
                change.greatest(),
                repetitions,
                verdict(change, before.better(), tolerance));
    }

    private static Verdict verdict(Change change, Figure.Better better, double tolerance) {
        if (change.least() == null) {
            return Verdict.TOO_FEW;
        }
        if (!change.told() || Math.abs(change.change()) <= tolerance) {
            return Verdict.SAME;
        }
        boolean rose = change.change() > 0;
        return rose == (better == Figure.Better.MORE) ? Verdict.BETTER : Verdict.WORSE;
    }

    private static int count(@Nullable Figure figure) {
        return figure == null ? 0 : figure.values().size();
    }

    private static @Nullable Double median(@Nullable Figure figure) {
        return figure == null || figure.values().isEmpty()
                ? null
                : RankSum.median(figure.values().stream().sorted().toList());
    }
}
