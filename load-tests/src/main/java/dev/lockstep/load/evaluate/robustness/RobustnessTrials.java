package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.load.evaluate.path.ItemMedia;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.PicturePath;
import dev.lockstep.load.evaluate.path.SpeechPath;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.load.evaluate.report.EvaluationReport;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import java.io.IOException;
import java.util.List;

/** All trials of robustness, one after the other. One thread. */
public final class RobustnessTrials {
    private final ItemMedia media;
    private final Bootstrap bootstrap;
    private final long seed;
    private final DamageTrials.Step step;

    /**
     * @param media reads the items
     * @param step is told how far it is
     */
    public RobustnessTrials(
            ItemMedia media, Bootstrap bootstrap, long seed, DamageTrials.Step step) {
        this.media = media;
        this.bootstrap = bootstrap;
        this.seed = seed;
        this.step = step;
    }

    /** Runs them on items that were observed clean. */
    public EvaluationReport.Robustness run(
            List<Observation> observations, SpeechPath speech, PicturePath pictures, TextPath texts)
            throws IOException, InvalidChunkException {
        DamageTrials damage = new DamageTrials(media, bootstrap, seed);
        return new EvaluationReport.Robustness(
                damage.speech(speech, observations, step),
                damage.pictures(pictures, observations, step),
                SkewTrials.run(bootstrap, seed),
                new MissingTrials(
                                SuiteStream.of(observations, media, speech),
                                texts.encodes() ? texts::encode : null,
                                bootstrap)
                        .run(),
                new TextTrials(texts, bootstrap).run(carriers(observations)));
    }

    /** What people wrote or said in the suite. */
    private static List<String> carriers(List<Observation> observations) {
        return observations.stream()
                .map(o -> o.item().transcript() == null ? o.item().text() : o.item().transcript())
                .filter(text -> text != null && !text.isBlank())
                .map(String::valueOf)
                .toList();
    }
}
