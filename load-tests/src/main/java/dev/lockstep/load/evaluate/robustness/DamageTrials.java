package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.load.evaluate.accuracy.DetectionMatch;
import dev.lockstep.load.evaluate.accuracy.DetectionScore;
import dev.lockstep.load.evaluate.accuracy.EditScore;
import dev.lockstep.load.evaluate.accuracy.References;
import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.path.Heard;
import dev.lockstep.load.evaluate.path.ItemMedia;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.PicturePath;
import dev.lockstep.load.evaluate.path.SpeechPath;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Share;
import dev.lockstep.local.accuracy.WordErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends damaged sound and pictures through the same paths as the clean ones and compares with the
 * same references. One thread.
 */
public final class DamageTrials {
    /** Name of the measure of speech. */
    public static final String WORDS = "word error rate";

    /** Name of the measure of on-screen text. */
    public static final String CHARACTERS = "character error rate";

    /** Name of a measure of objects. */
    public static final String RECALL = "object recall";

    /** Name of the other measure of objects. */
    public static final String PRECISION = "object precision";

    /** At most so many recordings are kept in memory to make babble of. */
    private static final int MOST_VOICES = 12;

    private final ItemMedia media;
    private final Bootstrap bootstrap;
    private final long seed;

    /** Trials that read items by {@code media}. */
    public DamageTrials(ItemMedia media, Bootstrap bootstrap, long seed) {
        this.media = media;
        this.bootstrap = bootstrap;
        this.seed = seed;
    }

    /** Is told after each item, so that a bar can move. */
    @FunctionalInterface
    public interface Step {
        /** One more of {@code total}. */
        void done(String what, int done, int total);
    }

    /** Speech under each condition; empty where no item has sound and a transcript. */
    public List<Degradation> speech(SpeechPath path, List<Observation> observations, Step step)
            throws InvalidChunkException {
        List<Observation> read = observations.stream().filter(o -> clean(o) != null).toList();
        if (read.isEmpty()) {
            return List.of();
        }
        List<Share> clean =
                read.stream()
                        .map(DamageTrials::clean)
                        .map(Objects::requireNonNull)
                        .map(EditScore::share)
                        .toList();
        List<Degradation> results = new ArrayList<>();
        Map<String, SpeechConditions.Condition> conditions = SpeechConditions.all(voices(read));
        int done = 0;
        for (Map.Entry<String, SpeechConditions.Condition> condition : conditions.entrySet()) {
            List<Share> damaged = new ArrayList<>();
            for (int i = 0; i < read.size(); i++) {
                Observation item = read.get(i);
                short[] sound = media.sound(Objects.requireNonNull(item.item().sound()));
                Heard heard = path.read(condition.getValue().of(sound, seed + i));
                damaged.add(
                        EditScore.share(
                                Objects.requireNonNull(References.words(item, heard.text()))));
                step.done("damaged sound", ++done, conditions.size() * read.size());
            }
            results.add(Degradation.of(WORDS, condition.getKey(), clean, damaged, bootstrap));
        }
        return results;
    }

    private static @Nullable WordErrors clean(Observation observation) {
        Heard heard = observation.heard();
        return heard == null ? null : References.words(observation, heard.text());
    }

    private List<short[]> voices(List<Observation> read) {
        List<short[]> voices = new ArrayList<>();
        for (Observation observation : read.subList(0, Math.min(MOST_VOICES, read.size()))) {
            Clip clip = Objects.requireNonNull(observation.item().sound());
            voices.add(media.sound(clip));
        }
        return voices;
    }

    /** Pictures under each condition; empty where no picture has a reference. */
    public List<Degradation> pictures(PicturePath path, List<Observation> observations, Step step)
            throws IOException {
        List<SeenPicture> clean =
                observations.stream()
                        .flatMap(o -> o.pictures().stream())
                        .filter(
                                p ->
                                        References.characters(p) != null
                                                || References.objects(p) != null)
                        .toList();
        List<Degradation> results = new ArrayList<>();
        if (clean.isEmpty()) {
            return results;
        }
        Map<String, PictureConditions.Condition> conditions = PictureConditions.all();
        int done = 0;
        for (Map.Entry<String, PictureConditions.Condition> condition : conditions.entrySet()) {
            List<SeenPicture> damaged = new ArrayList<>();
            for (SeenPicture picture : clean) {
                byte[] jpeg = condition.getValue().of(media.jpeg(picture.picture()));
                damaged.add(
                        new SeenPicture(
                                picture.picture(),
                                picture.width(),
                                picture.height(),
                                path.look(jpeg).result()));
                step.done("damaged pictures", ++done, conditions.size() * clean.size());
            }
            add(results, CHARACTERS, condition.getKey(), clean, damaged, DamageTrials::characters);
            add(
                    results,
                    RECALL,
                    condition.getKey(),
                    clean,
                    damaged,
                    p -> objects(p, DetectionScore::recall));
            add(
                    results,
                    PRECISION,
                    condition.getKey(),
                    clean,
                    damaged,
                    p -> objects(p, DetectionScore::precision));
        }
        return results;
    }

    private static @Nullable Share characters(SeenPicture picture) {
        WordErrors errors = References.characters(picture);
        return errors == null ? null : EditScore.share(errors);
    }

    private static @Nullable Share objects(
            SeenPicture picture, Function<DetectionMatch.Counts, Share> share) {
        DetectionMatch match = References.objects(picture);
        return match == null ? null : share.apply(match.all());
    }

    /** A reference belongs to the picture, so both lists have a share at the same places. */
    private void add(
            List<Degradation> results,
            String measure,
            String condition,
            List<SeenPicture> clean,
            List<SeenPicture> damaged,
            Function<SeenPicture, @Nullable Share> share) {
        List<Share> before = clean.stream().map(share).filter(Objects::nonNull).toList();
        List<Share> after = damaged.stream().map(share).filter(Objects::nonNull).toList();
        if (!before.isEmpty()) {
            results.add(Degradation.of(measure, condition, before, after, bootstrap));
        }
    }
}
