package dev.lockstep.load.evaluate;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.load.evaluate.accuracy.AlignmentScore;
import dev.lockstep.load.evaluate.efficiency.TaskMeter;
import dev.lockstep.load.evaluate.fairness.GroupComparison;
import dev.lockstep.load.evaluate.manifest.Item;
import dev.lockstep.load.evaluate.manifest.Suite;
import dev.lockstep.load.evaluate.path.ItemMedia;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observer;
import dev.lockstep.load.evaluate.path.PicturePath;
import dev.lockstep.load.evaluate.path.SpeechPath;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.load.evaluate.report.EvaluationReport;
import dev.lockstep.load.evaluate.robustness.DamageTrials;
import dev.lockstep.load.evaluate.robustness.RobustnessTrials;
import dev.lockstep.load.evaluate.robustness.TextTrials;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a suite through the real paths and measures. One thread; models run on the threads that all
 * models share.
 *
 * @param suite what is evaluated
 * @param parts what is measured
 * @param seed of all that is drawn
 */
public record Evaluation(Suite suite, Set<EvaluationPart> parts, long seed) {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

    public Evaluation {
        parts = Set.copyOf(parts);
    }

    /** Takes items as they are done. */
    @FunctionalInterface
    public interface Seen {
        /** Takes one. */
        void add(Observation observation) throws IOException;
    }

    /**
     * Runs it.
     *
     * @param store where the models come from
     * @param step is told how far it is
     * @param items is given what was understood of each item, undamaged
     */
    public EvaluationReport run(ModelStore store, DamageTrials.Step step, Seen items)
            throws IOException, InvalidChunkException {
        Bootstrap bootstrap = Bootstrap.seeded(seed);
        ItemMedia media = new ItemMedia();
        try (SpeechPath speech = new SpeechPath(store);
                PicturePath pictures = new PicturePath();
                TextPath texts = new TextPath(TextTrials.WORDS)) {
            Observer observer = new Observer(media, speech, pictures, texts);
            if (parts.contains(EvaluationPart.EFFICIENCY)) {
                warmUp(observer);
            }
            TaskMeter meter = new TaskMeter();
            List<Observation> observations = new ArrayList<>();
            List<String> missing = new ArrayList<>(suite.missing());
            int done = 0;
            for (Item item : suite.items()) {
                try {
                    Observation observation = observer.observe(item, meter);
                    observations.add(observation);
                    items.add(observation);
                } catch (UserException e) {
                    // One file that cannot be read must not cost the hours before it.
                    missing.add(item.id() + " was left out. " + e.getMessage());
                }
                step.done("items", ++done, suite.items().size());
            }
            if (observations.isEmpty()) {
                throw new UserException("No item can be evaluated. " + missing.get(0));
            }
            Scores scores = new Scores(observations, bootstrap);
            return new EvaluationReport(
                    suite.name(),
                    observations.size(),
                    observations.stream().mapToDouble(Observation::soundSeconds).sum(),
                    observations.stream().mapToInt(o -> o.pictures().size()).sum(),
                    missing,
                    seed,
                    parts.contains(EvaluationPart.ACCURACY)
                            ? scores.accuracy(texts, AlignmentScore.measure(bootstrap, seed))
                            : null,
                    parts.contains(EvaluationPart.ROBUSTNESS)
                            ? new RobustnessTrials(media, bootstrap, seed, step)
                                    .run(observations, speech, pictures, texts)
                            : null,
                    parts.contains(EvaluationPart.EFFICIENCY) ? meter.costs() : null,
                    parts.contains(EvaluationPart.FAIRNESS)
                            ? GroupComparison.seeded(seed).compare(scores.measures())
                            : null,
                    NotMeasured.of(observations, parts, pictures, texts));
        }
    }

    /** The first runs of a model and of the code round it cost more than all later ones. */
    private void warmUp(Observer observer) throws IOException, InvalidChunkException {
        TaskMeter unread = new TaskMeter();
        for (Item item : suite.items().subList(0, Math.min(2, suite.items().size()))) {
            try {
                observer.observe(item, unread);
            } catch (UserException e) {
                LOG.debug("Its turn to be named comes later", e);
            }
        }
    }
}
