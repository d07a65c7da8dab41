package dev.lockstep.load.evaluate.accuracy;

import dev.lockstep.load.evaluate.accuracy.DetectionMatch.Counts;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Detection over the pictures of a suite, at the job's own threshold. Immutable.
 *
 * @param pictures with labels
 * @param all over all classes (micro average)
 * @param classes by class
 */
public record DetectionScore(int pictures, ClassScore all, Map<String, ClassScore> classes) {
    /**
     * How right.
     *
     * @param objects that are labelled
     * @param hits of them, how many were detected
     * @param invented detections of nothing that is labelled
     * @param precision hits by detections, with an interval over pictures
     * @param recall hits by labelled objects
     */
    public record ClassScore(
            int objects, int hits, int invented, Interval precision, Interval recall) {}

    /** The score of pictures. */
    public static DetectionScore of(List<DetectionMatch> pictures, Bootstrap bootstrap) {
        Map<String, ClassScore> classes = new LinkedHashMap<>();
        TreeMap<String, Counts> found = new TreeMap<>();
        pictures.forEach(
                picture ->
                        picture.byClass().forEach((name, c) -> found.merge(name, c, Counts::plus)));
        for (String name : found.keySet()) {
            classes.put(
                    name,
                    score(
                            pictures.stream()
                                    .map(p -> p.byClass().getOrDefault(name, Counts.NONE))
                                    .toList(),
                            bootstrap));
        }
        return new DetectionScore(
                pictures.size(),
                score(pictures.stream().map(DetectionMatch::all).toList(), bootstrap),
                classes);
    }

    /** Hits by detections. */
    public static Share precision(Counts counts) {
        return new Share(counts.hits(), counts.hits() + counts.invented());
    }

    /** Hits by labelled objects. */
    public static Share recall(Counts counts) {
        return new Share(counts.hits(), counts.hits() + counts.missed());
    }

    private static ClassScore score(List<Counts> pictures, Bootstrap bootstrap) {
        Counts sum = pictures.stream().reduce(Counts.NONE, Counts::plus);
        return new ClassScore(
                sum.hits() + sum.missed(),
                sum.hits(),
                sum.invented(),
                bootstrap.rate(pictures.stream().map(DetectionScore::precision).toList()),
                bootstrap.rate(pictures.stream().map(DetectionScore::recall).toList()));
    }
}
