package dev.lockstep.load.evaluate.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.evaluate.accuracy.DetectionMatch.Counts;
import dev.lockstep.load.evaluate.manifest.LabelledBox;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.robustness.SeenPictures;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.local.accuracy.WordErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final Bootstrap BOOTSTRAP = Bootstrap.seeded(1);

    @Test
    void charactersCountWithCaseAndOneBlank() {
        // Agenda -> agendo: a for A, o for a; a digit more.
        assertThat(CharacterErrors.between("Agenda  2026\n", "agendo 20266"))
                .isEqualTo(new WordErrors(2, 1, 0, 11));
        // A full-width letter and a ligature are what they stand for.
        assertThat(CharacterErrors.between("Ａﬁ", "Afi").errors()).isZero();
        assertThat(CharacterErrors.between("ab", "").rate()).isEqualTo(1);
    }

    @Test
    void editsAreSummedOverItems() {
        EditScore score =
                EditScore.of(
                        List.of(new WordErrors(1, 2, 3, 10), new WordErrors(0, 0, 1, 4)),
                        5,
                        BOOTSTRAP);

        assertThat(score.items()).isEqualTo(2);
        assertThat(score.reference()).isEqualTo(14);
        assertThat(score.rate().value()).isEqualTo(7.0 / 14);
        assertThat(List.of(score.substitutions(), score.insertions(), score.deletions()))
                .containsExactly(1, 2, 4);
        assertThat(score.failed()).isEqualTo(5);
    }

    @Test
    void aDetectionTakesTheBoxOfItsClassThatItOverlapsByHalf() {
        SeenPicture seen =
                seen(
                        // Overlap 1; a second one of the same box; 100/300 of a box; another class.
                        SeenPictures.object("cat", 0.9f, 0, 0, 20, 10),
                        SeenPictures.object("cat", 0.8f, 0, 0, 20, 10),
                        SeenPictures.object("dog", 0.9f, 60, 0, 20, 10),
                        SeenPictures.object("bird", 0.9f, 0, 50, 20, 10));
        DetectionMatch match =
                DetectionMatch.of(
                        seen,
                        List.of(
                                new LabelledBox("cat", 0, 0, 20, 10),
                                new LabelledBox("dog", 50, 0, 20, 10),
                                new LabelledBox("cat", 0, 50, 20, 10)));

        assertThat(match.byClass().get("cat")).isEqualTo(new Counts(1, 1, 1));
        assertThat(match.byClass().get("dog")).isEqualTo(new Counts(0, 1, 1));
        assertThat(match.byClass().get("bird")).isEqualTo(new Counts(0, 1, 0));
        assertThat(match.all()).isEqualTo(new Counts(1, 3, 2));

        DetectionScore score = DetectionScore.of(List.of(match, match), BOOTSTRAP);
        assertThat(score.all().precision().value()).isEqualTo(1.0 / 4);
        assertThat(score.all().recall().value()).isEqualTo(1.0 / 3);
        assertThat(score.all().objects()).isEqualTo(6);
        assertThat(Objects.requireNonNull(score.classes().get("cat")).recall().value())
                .isEqualTo(0.5);
        assertThat(Objects.requireNonNull(score.classes().get("bird")).recall().value()).isNull();
    }

    @Test
    void anOverlapOfExactlyHalfIsAHitAndTheSurerDetectionChoosesFirst() {
        // 20 x 10 beside 10 x 10 within it: 100/200.
        SeenPicture seen =
                seen(
                        SeenPictures.object("cat", 0.5f, 0, 0, 20, 10),
                        SeenPictures.object("cat", 0.9f, 0, 0, 10, 10));

        DetectionMatch match =
                DetectionMatch.of(seen, List.of(new LabelledBox("cat", 0, 0, 20, 10)));

        assertThat(match.all()).isEqualTo(new Counts(1, 1, 0));
        assertThat(
                        DetectionMatch.of(
                                        seen(SeenPictures.object("cat", 0.9f, 0, 0, 10, 10)),
                                        List.of(new LabelledBox("cat", 0, 0, 21, 10)))
                                .all())
                .isEqualTo(new Counts(0, 1, 1));
    }

    private static SeenPicture seen(dev.lockstep.schema.avro.Detection... objects) {
        return SeenPictures.of(
                new LabelledPicture(Path.of("p.jpg"), null, null, List.of()), 100, 100, objects);
    }

    @Test
    void anItemIsFoundByItsNearestPassageAndTiesLose() {
        float[] query = {1, 0};
        List<float[]> right = List.of(new float[] {0, 1}, new float[] {0.8f, 0.6f});
        List<float[]> nearer = List.of(new float[] {1, 0});
        List<float[]> equal = List.of(new float[] {0.8f, -0.6f});
        List<float[]> further = List.of(new float[] {0, -1});

        assertThat(RetrievalScore.rank(query, List.of(right, nearer, equal, further), 0))
                .isEqualTo(3);
        assertThat(RetrievalScore.rank(query, List.of(right, further), 0)).isEqualTo(1);
        assertThat(RetrievalScore.rank(query, List.of(List.of(), further), 0)).isEqualTo(2);

        RetrievalScore score = RetrievalScore.of(List.of(1, 2, 5, 10), 20, BOOTSTRAP);
        assertThat(Objects.requireNonNull(score.atK().get(1)).value()).isEqualTo(0.25);
        assertThat(Objects.requireNonNull(score.atK().get(5)).value()).isEqualTo(0.75);
        assertThat(Objects.requireNonNull(score.atK().get(10)).value()).isEqualTo(1.0);
        assertThat(score.chance().get(5)).isEqualTo(0.25);
        assertThat(score.meanReciprocalRank().value())
                .isCloseTo((1 + 0.5 + 0.2 + 0.1) / 4, within(1e-12));
    }

    @Test
    void plantedSkewIsToldAndCorrected() {
        PlantedSkew.Outcome plain = new PlantedSkew(300, 100, 60, false, 7).run();
        assertThat(plain.truthUs()).isEqualTo(306_000);
        assertThat(plain.errorMs()).isLessThan(1.0);
        // Windows of 2 s, pictures 300 ms late: 1.7 s of 2.3 s are in both.
        assertThat(plain.inTheirWindows().rate()).isCloseTo(1.7 / 2.3, within(0.03));

        PlantedSkew.Outcome corrected = new PlantedSkew(300, 100, 60, true, 7).run();
        assertThat(corrected.inTheirWindows().rate()).isEqualTo(1.0);
        assertThat(new PlantedSkew(0, 0, 60, false, 7).run().inTheirWindows().rate())
                .isEqualTo(1.0);
    }

    @Test
    void aMinuteOfEvidenceLocatesAClockWithinAMillisecond() {
        AlignmentScore score = AlignmentScore.measure(BOOTSTRAP, 1);

        assertThat(score.without()).isZero();
        assertThat(score.p95Ms()).isLessThan(1.0);
        assertThat(score.inTheirWindows().value()).isGreaterThan(0.99);
    }
}
