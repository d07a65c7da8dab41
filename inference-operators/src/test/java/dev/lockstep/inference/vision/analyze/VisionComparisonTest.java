package dev.lockstep.inference.vision.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.ReadLine;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.describe.Description;
import dev.lockstep.inference.vision.moderate.Verdict;
import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.VideoFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisionComparisonTest {
    private static final VideoFrame FRAME = Frames.of("camera", 0, new byte[1]);
    private static final OutcomeWriter WRITER = new OutcomeWriter(List.of(), () -> 0);

    private static Map<String, Double> compare(String slot, Analysis one, Analysis other) {
        VisionComparison comparison = VisionComparison.of(slot);
        VisionOutcome present = WRITER.analyzed(FRAME, one);
        assertThat(comparison.counts(FRAME, present)).isTrue();
        return comparison.compare(present, WRITER.analyzed(FRAME, other));
    }

    private static Analysis objects(DetectedObject... objects) {
        return new Analysis(List.of(objects), List.of(), null, null, null);
    }

    private static DetectedObject object(String label, float x) {
        return new DetectedObject(label, 0.9f, new Box(x, 0, 0.2f, 0.2f));
    }

    @Test
    void boxesOfAClassMatchWhereTheyOverlapByHalf() {
        Map<String, Double> measures =
                compare(
                        Slots.OBJECTS,
                        objects(object("car", 0), object("car", 0.5f), object("dog", 0.7f)),
                        objects(object("car", 0.02f), object("car", 0.65f), object("cat", 0.7f)));

        // One of three and one of three: four of six boxes have no counterpart.
        assertThat(measures.get(Comparison.DISAGREEMENT)).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(measures.get("boxes-matched")).isEqualTo(1);
        assertThat(measures.get("overlap-of-matched")).isBetween(0.81, 0.82);
        assertThat(compare(Slots.OBJECTS, objects(), objects()).get(Comparison.DISAGREEMENT))
                .isZero();
    }

    @Test
    void textsAreComparedByCharacters() {
        assertThat(compare(Slots.ON_SCREEN_TEXT, text("Total"), text("Tota1")))
                .containsEntry("character-error", 0.2);
    }

    private static Analysis text(String line) {
        return new Analysis(
                List.of(),
                List.of(new ReadLine(line, 1, new Box(0, 0, 1, 1), "t")),
                null,
                null,
                null);
    }

    @Test
    void scoresByTheirLargestDifference() {
        Map<String, Double> measures = compare(Slots.MODERATION, scored(0.25f), scored(0.75f));

        assertThat(measures).containsEntry("score-difference", 0.5);
        assertThat(
                        VisionComparison.MODERATION.counts(
                                FRAME, WRITER.analyzed(FRAME, Analysis.NOTHING)))
                .isFalse();
    }

    private static Analysis scored(float score) {
        return new Analysis(
                List.of(), List.of(), new Verdict("nsfw", score, PictureAction.NONE), null, null);
    }

    @Test
    void vectorsByTheirAngle() {
        assertThat(compare(Slots.PICTURE_EMBEDDING, vector(1f, 0f), vector(0f, 1f)))
                .containsEntry("cosine", 0.0)
                .containsEntry(Comparison.DISAGREEMENT, 1.0);
        assertThat(compare(Slots.PICTURE_EMBEDDING, vector(1f, 0f), vector(2f, 0f)))
                .containsEntry("cosine", 1.0);
        assertThat(compare(Slots.PICTURE_EMBEDDING, vector(1f, 0f), vector(1f)))
                .containsEntry(Comparison.DISAGREEMENT, 1.0);
    }

    private static Analysis vector(Float... values) {
        return new Analysis(List.of(), List.of(), null, List.of(values), null);
    }

    @Test
    void descriptionsByTheirWords() {
        assertThat(
                        compare(
                                Slots.PICTURE_DESCRIPTION,
                                described("a dog on a lawn"),
                                described("a cat on a lawn")))
                .containsEntry("word-error", 0.2);
    }

    private static Analysis described(String text) {
        return new Analysis(
                List.of(),
                List.of(),
                null,
                null,
                new Description(text, 1, new ModelIdentity("writer", "1", "")));
    }

    @Test
    void aPictureThatWasNotLookedAtDoesNotCount() {
        VisionComparison objects = VisionComparison.OBJECTS;
        assertThat(objects.counts(FRAME, WRITER.unchanged(FRAME, Analysis.NOTHING))).isFalse();
        assertThat(objects.counts(FRAME, WRITER.failed(FRAME, "why"))).isFalse();
        assertThat(objects.failed(WRITER.failed(FRAME, "why"))).isTrue();
    }
}
