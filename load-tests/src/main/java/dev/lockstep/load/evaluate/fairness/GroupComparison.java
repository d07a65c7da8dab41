package dev.lockstep.load.evaluate.fairness;

import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Holm;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.PermutationTest;
import dev.lockstep.load.evaluate.statistics.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a measure between the groups of each label.
 *
 * <p><b>Units.</b> Items of one speaker are alike, so they are no independent evidence. Where items
 * name a {@code speaker} and no speaker is in two groups of a label, speakers with all their items
 * are what is drawn for intervals and exchanged by the test; otherwise items are. Treating
 * sentences of few speakers as independent is the usual way to find differences that are not there
 * (Hurlbert, "Pseudoreplication and the Design of Ecological Field Experiments", 1984).
 *
 * <p><b>Test.</b> {@link PermutationTest}, over the groups that are not small, corrected by {@link
 * Holm} over all labels and measures of the report. A high p does not show that groups are equal;
 * with few units nothing would be found.
 *
 * <p>Immutable; thread-safe. The same seed gives the same figures.
 *
 * @param leastUnits units below which a group is small: named, and not compared
 * @param bootstrap intervals of groups
 * @param test of differences
 */
public record GroupComparison(int leastUnits, Bootstrap bootstrap, PermutationTest test) {
    /** Units below which a group is small unless somebody says otherwise. */
    public static final int LEAST_UNITS = 5;

    /** Name of the label that tells speakers apart. */
    public static final String SPEAKER = "speaker";

    private static final String ITEM = "item";

    /** Five units, and the standard numbers of draws. */
    public static GroupComparison seeded(long seed) {
        return new GroupComparison(
                LEAST_UNITS, Bootstrap.seeded(seed), PermutationTest.seeded(seed));
    }

    /** All labels that any item has, for each measure; in the order of measures and labels. */
    public List<LabelComparison> compare(Map<String, List<Measured>> measures) {
        List<LabelComparison> results = new ArrayList<>();
        measures.forEach(
                (measure, items) -> {
                    Set<String> labels = new TreeSet<>();
                    items.forEach(item -> labels.addAll(item.labels().keySet()));
                    labels.forEach(label -> results.add(compare(measure, label, items)));
                });
        List<Integer> tested = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Double p = results.get(i).p();
            if (p != null) {
                tested.add(i);
                values.add(p);
            }
        }
        List<Double> corrected = Holm.correct(values);
        for (int i = 0; i < tested.size(); i++) {
            results.set(tested.get(i), results.get(tested.get(i)).corrected(corrected.get(i)));
        }
        return results;
    }

    private LabelComparison compare(String measure, String label, List<Measured> all) {
        List<Measured> items =
                all.stream().filter(item -> item.labels().containsKey(label)).toList();
        boolean bySpeaker = speakersAreWithin(label, items);
        Map<String, List<Measured>> groups = new TreeMap<>();
        items.forEach(
                item ->
                        groups.computeIfAbsent(
                                        Objects.requireNonNull(item.labels().get(label)),
                                        g -> new ArrayList<>())
                                .add(item));
        List<GroupFigure> figures = new ArrayList<>();
        List<Share> exchanged = new ArrayList<>();
        List<Integer> belongs = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<String, List<Measured>> group : groups.entrySet()) {
            List<Share> units = units(group.getValue(), bySpeaker);
            boolean small = units.size() < leastUnits;
            var figure = bootstrap.rate(units);
            figures.add(
                    new GroupFigure(
                            group.getKey(),
                            group.getValue().size(),
                            units.size(),
                            small ? Interval.bare(Share.sum(units).rate(), units.size()) : figure,
                            small));
            if (!small) {
                for (Share unit : units) {
                    exchanged.add(unit);
                    belongs.add(compared);
                }
                compared++;
            }
        }
        figures.sort(
                Comparator.comparing(
                        f -> f.figure().value(), Comparator.nullsLast(Double::compare)));
        return result(
                measure,
                label,
                bySpeaker,
                figures,
                all.size() - items.size(),
                exchanged,
                belongs,
                compared);
    }

    private LabelComparison result(
            String measure,
            String label,
            boolean bySpeaker,
            List<GroupFigure> figures,
            int unlabelled,
            List<Share> units,
            List<Integer> belongs,
            int compared) {
        List<GroupFigure> large =
                figures.stream().filter(f -> !f.small() && f.figure().value() != null).toList();
        boolean testable = compared >= 2 && large.size() >= 2;
        GroupFigure lowest = testable ? large.get(0) : null;
        GroupFigure highest = testable ? large.get(large.size() - 1) : null;
        return new LabelComparison(
                measure,
                label,
                bySpeaker ? SPEAKER : ITEM,
                leastUnits,
                figures,
                unlabelled,
                lowest == null || highest == null ? null : value(highest) - value(lowest),
                lowest == null ? null : lowest.group(),
                highest == null ? null : highest.group(),
                how(testable, compared),
                testable
                        ? test.p(
                                units,
                                belongs.stream().mapToInt(Integer::intValue).toArray(),
                                compared)
                        : null,
                null);
    }

    private static double value(GroupFigure group) {
        return Objects.requireNonNull(group.figure().value());
    }

    private String how(boolean testable, int compared) {
        if (!testable) {
            return "not tested: fewer than two groups of at least " + leastUnits + " units";
        }
        return (compared == 2
                        ? "difference of the two rates"
                        : "Kruskal-Wallis over the units' rates")
                + ", "
                + test.permutations()
                + " permutations";
    }

    private static List<Share> units(List<Measured> items, boolean bySpeaker) {
        if (!bySpeaker) {
            return items.stream().map(Measured::share).filter(s -> s.whole() > 0).toList();
        }
        Map<String, Share> speakers = new LinkedHashMap<>();
        items.forEach(
                item ->
                        speakers.merge(
                                String.valueOf(item.labels().get(SPEAKER)),
                                item.share(),
                                Share::plus));
        return speakers.values().stream().filter(s -> s.whole() > 0).toList();
    }

    /** Whether all items name a speaker and none is in two groups; that label itself has items. */
    private static boolean speakersAreWithin(String label, List<Measured> items) {
        if (label.equals(SPEAKER)) {
            return false;
        }
        Map<String, @Nullable String> groupOf = new HashMap<>();
        Set<String> speakers = new HashSet<>();
        for (Measured item : items) {
            String speaker = item.labels().get(SPEAKER);
            String group = item.labels().get(label);
            if (speaker == null || group == null) {
                return false;
            }
            speakers.add(speaker);
            String before = groupOf.putIfAbsent(speaker, group);
            if (before != null && !before.equals(group)) {
                return false;
            }
        }
        return !speakers.isEmpty();
    }
}
