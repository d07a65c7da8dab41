package dev.lockstep.load.evaluate;

import dev.lockstep.load.evaluate.accuracy.AlignmentScore;
import dev.lockstep.load.evaluate.accuracy.DetectionMatch;
import dev.lockstep.load.evaluate.accuracy.DetectionScore;
import dev.lockstep.load.evaluate.accuracy.EditScore;
import dev.lockstep.load.evaluate.accuracy.References;
import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.fairness.Measured;
import dev.lockstep.load.evaluate.path.Heard;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.load.evaluate.report.EvaluationReport;
import dev.lockstep.load.evaluate.robustness.DamageTrials;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.local.accuracy.WordErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was understood of items, against their references. One thread. */
final class Scores {
    private final List<Observation> observations;
    private final Bootstrap bootstrap;
    private final List<WordErrors> words = new ArrayList<>();
    private final List<WordErrors> characters = new ArrayList<>();
    private final List<DetectionMatch> objects = new ArrayList<>();
    private final Map<String, List<Measured>> measures = new LinkedHashMap<>();
    private int unrecognised;
    private int unseen;

    Scores(List<Observation> observations, Bootstrap bootstrap) {
        this.observations = observations;
        this.bootstrap = bootstrap;
        for (Observation observation : observations) {
            Heard heard = observation.heard();
            if (heard != null) {
                unrecognised += heard.failed();
                WordErrors errors = References.words(observation, heard.text());
                if (errors != null) {
                    words.add(errors);
                    add(DamageTrials.WORDS, observation, errors);
                }
            }
            observation.pictures().forEach(picture -> add(observation, picture));
        }
    }

    private void add(Observation observation, SeenPicture picture) {
        unseen += picture.result() == null ? 1 : 0;
        WordErrors errors = References.characters(picture);
        if (errors != null) {
            characters.add(errors);
            add(DamageTrials.CHARACTERS, observation, errors);
        }
        DetectionMatch match = References.objects(picture);
        if (match != null) {
            objects.add(match);
            measures.computeIfAbsent(DamageTrials.RECALL, m -> new ArrayList<>())
                    .add(
                            new Measured(
                                    DetectionScore.recall(match.all()),
                                    observation.item().labels()));
        }
    }

    private void add(String measure, Observation observation, WordErrors errors) {
        measures.computeIfAbsent(measure, m -> new ArrayList<>())
                .add(new Measured(EditScore.share(errors), observation.item().labels()));
    }

    /** The figures of each item by measure. */
    Map<String, List<Measured>> measures() {
        return measures;
    }

    EvaluationReport.Accuracy accuracy(TextPath texts, AlignmentScore alignment)
            throws IOException {
        return new EvaluationReport.Accuracy(
                words.isEmpty() ? null : EditScore.of(words, unrecognised, bootstrap),
                characters.isEmpty() ? null : EditScore.of(characters, unseen, bootstrap),
                objects.isEmpty() ? null : DetectionScore.of(objects, bootstrap),
                alignment,
                texts.encodes() ? retrieval(texts, false) : null,
                texts.encodes() ? retrieval(texts, true) : null,
                new SearchTrial(observations, bootstrap).run(texts));
    }

    /**
     * Captions look for items.
     *
     * @param byCaptions whether items are found by their other captions, else by what was
     *     understood of them
     */
    private @Nullable RetrievalScore retrieval(TextPath texts, boolean byCaptions) {
        List<List<float[]>> captions = new ArrayList<>();
        List<List<float[]>> passages = new ArrayList<>();
        for (Observation observation : observations) {
            captions.add(vectors(texts, observation.item().captions()));
            passages.add(
                    byCaptions
                            ? captions.get(captions.size() - 1)
                            : vectors(texts, observation.passages()));
        }
        int findable = (int) passages.stream().filter(p -> !p.isEmpty()).count();
        List<Integer> ranks = new ArrayList<>();
        for (int item = 0; item < captions.size(); item++) {
            List<float[]> own = captions.get(item);
            for (int c = 0; c < own.size(); c++) {
                List<List<float[]>> candidates = new ArrayList<>(passages);
                if (byCaptions) {
                    List<float[]> others = new ArrayList<>(own);
                    others.remove(c);
                    if (others.isEmpty()) {
                        continue;
                    }
                    candidates.set(item, others);
                }
                ranks.add(RetrievalScore.rank(own.get(c), candidates, item));
            }
        }
        return ranks.isEmpty() ? null : RetrievalScore.of(ranks, findable, bootstrap);
    }

    private static List<float[]> vectors(TextPath texts, List<String> of) {
        List<String> said = of.stream().filter(text -> !text.isBlank()).toList();
        return said.isEmpty()
                ? List.of()
                : texts.encode(said).stream().filter(vector -> vector.length > 0).toList();
    }
}
