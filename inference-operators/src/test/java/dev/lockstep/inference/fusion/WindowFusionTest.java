package dev.lockstep.inference.fusion;

import static dev.lockstep.inference.fusion.FusionWindows.member;
import static dev.lockstep.inference.fusion.FusionWindows.of;
import static dev.lockstep.inference.fusion.FusionWindows.said;
import static dev.lockstep.inference.fusion.FusionWindows.shown;
import static dev.lockstep.inference.fusion.FusionWindows.vectors;
import static dev.lockstep.inference.fusion.FusionWindows.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModelReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values by hand, in two dimensions. */
class WindowFusionTest {
    private static final float[] EAST = {1, 0};
    private static final float[] NORTH = {0, 2};
    private static final float[] WEST = {-1, 0};

    private static float weight(AlignedWindow window, Modality modality) {
        return window.getModalities().stream()
                .filter(status -> status.getModality() == modality)
                .findFirst()
                .orElseThrow()
                .getWeight();
    }

    private static AlignedWindow all() {
        return of(said("a"), shown(List.of("b"), List.of("c")), written("d"));
    }

    @Test
    void standingIsConfidenceTimesRecencyTimesCompleteness() {
        AlignedWindow window =
                of(
                        member(Modality.AUDIO).setText("a").setScore(0.5f).build(),
                        member(Modality.TEXT)
                                .setText("b")
                                .setEventTimeUs(0)
                                .setDurationUs(1_000_000)
                                .build());
        window.getModalities().get(2).setCompleteness(Completeness.PARTIAL);

        new WindowFusion(new WeightedFusion(), false).fuse(window, WindowVectors.NONE);

        double text = 0.5 * Math.exp(-0.5);
        assertThat(weight(window, Modality.AUDIO))
                .isCloseTo((float) (0.5 / (0.5 + text)), within(1e-6f));
        assertThat(weight(window, Modality.VIDEO)).isZero();
        assertThat(weight(window, Modality.TEXT))
                .isCloseTo((float) (text / (0.5 + text)), within(1e-6f));
        assertThat(window.getFusion()).isEqualTo("weighted");
        assertThat(window.getEmbedding()).isNull();
        assertThat(window.getSimilarities()).isEmpty();
        assertThat(window.getModalities().get(0).getAttribution()).isNull();
        assertThat(window.getModalities().get(0).getModels()).isEmpty();
    }

    @Test
    void similaritiesCompareWhatIsSaidShownAndWritten() {
        AlignedWindow window = all();
        int ignored =
                new WindowFusion(new WeightedFusion(), false)
                        .fuse(window, vectors(EAST, EAST, NORTH, WEST));
        assertThat(ignored).isZero();
        assertThat(window.getSimilarities())
                .containsExactly(
                        new CrossModalSimilarity(Modality.AUDIO, Modality.VIDEO, 1f),
                        new CrossModalSimilarity(Modality.AUDIO, Modality.TEXT, -1f),
                        new CrossModalSimilarity(Modality.VIDEO, Modality.TEXT, -1f));
        assertThat(window.getModalities().get(1).getModels())
                .containsExactly(new ModelReference("minilm", "1", ""));

        AlignedWindow unread = of(said("a"), shown(List.of(), List.of("c")));
        new WindowFusion(new WeightedFusion(), false)
                .fuse(unread, vectors(EAST, null, NORTH, null));
        assertThat(unread.getSimilarities())
                .containsExactly(new CrossModalSimilarity(Modality.AUDIO, Modality.VIDEO, 0f));
    }

    @Test
    void attributionIsHowMuchTheResultTurnsWithoutAModality() {
        AlignedWindow window = of(said("a"), written("b"));
        new WindowFusion(new WeightedFusion(), true).fuse(window, vectors(EAST, null, null, NORTH));
        // East and north by half: north-east, 45 degrees from either.
        float turned = (float) (1 - Math.sqrt(0.5));
        assertThat(window.getModalities().get(0).getAttribution()).isCloseTo(turned, within(1e-6f));
        assertThat(window.getModalities().get(1).getAttribution()).isNull();
        assertThat(window.getModalities().get(2).getAttribution()).isCloseTo(turned, within(1e-6f));

        AlignedWindow alone = of(said("a"));
        new WindowFusion(new WeightedFusion(), true).fuse(alone, vectors(EAST, null, null, null));
        assertThat(alone.getModalities().get(0).getAttribution()).isEqualTo(1f);
    }

    @Test
    void aGateShutsOutWhatDoesNotFit() {
        AlignedWindow window = all();
        new WindowFusion(new GatedFusion(), false).fuse(window, vectors(EAST, EAST, EAST, WEST));
        assertThat(weight(window, Modality.AUDIO)).isCloseTo(0.5f, within(0.001f));
        assertThat(weight(window, Modality.VIDEO)).isCloseTo(0.5f, within(0.001f));
        assertThat(weight(window, Modality.TEXT)).isBetween(0f, 0.001f);

        AlignedWindow alone = of(written("d"));
        new WindowFusion(new GatedFusion(), false).fuse(alone, vectors(null, null, null, WEST));
        assertThat(weight(alone, Modality.TEXT)).isEqualTo(1f);
        assertThat(alone.getEmbedding()).containsExactly(-1f, 0f);
    }

    @Test
    void attentionIsTheSoftmaxOfScaledProductsWithTheMean() {
        AlignedWindow window = of(said("a"), written("d"));
        float[] near = {1, 1};
        new WindowFusion(new AttentionFusion(), false)
                .fuse(window, vectors(EAST, null, null, near));
        // The query lies at 22.5 degrees, as far from one as from the other.
        assertThat(weight(window, Modality.AUDIO)).isCloseTo(0.5f, within(1e-6f));

        AlignedWindow odd = all();
        new WindowFusion(new AttentionFusion(), false).fuse(odd, vectors(EAST, EAST, EAST, NORTH));
        // The query is (2, 1) / √5, the scores √2 · 2/√5 three times and √2 · 1/√5.
        double fits = Math.exp(Math.sqrt(2) * 2 / Math.sqrt(5));
        double fitsLess = Math.exp(Math.sqrt(2) / Math.sqrt(5));
        double all = 3 * fits + fitsLess;
        assertThat(weight(odd, Modality.AUDIO)).isCloseTo((float) (fits / all), within(1e-6f));
        assertThat(weight(odd, Modality.VIDEO)).isCloseTo((float) (2 * fits / all), within(1e-6f));
        assertThat(weight(odd, Modality.TEXT)).isCloseTo((float) (fitsLess / all), within(1e-6f));
    }

    @Test
    void whatCancelsOutHasNoVectorButWeights() {
        AlignedWindow window = of(said("a"), written("b"));
        new WindowFusion(new WeightedFusion(), true).fuse(window, vectors(EAST, null, null, WEST));
        assertThat(window.getEmbedding()).isNull();
        assertThat(weight(window, Modality.AUDIO)).isEqualTo(0.5f);
        assertThat(window.getModalities().get(0).getAttribution()).isNull();
    }

    @Test
    void aMembersOwnEmbeddingCountsWhereItIsOfTheSameSpace() {
        AlignedWindow window =
                of(
                        said("a"),
                        member(Modality.VIDEO).setEmbedding(List.of(0f, 3f)).build(),
                        member(Modality.VIDEO).setEmbedding(List.of(1f, 2f, 3f)).build());
        assertThat(
                        new WindowFusion(new WeightedFusion(), false)
                                .fuse(window, vectors(EAST, null, null, null)))
                .isEqualTo(1);
        assertThat(window.getEmbedding()).hasSize(2);
        assertThat(window.getEmbedding().get(0)).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));

        AlignedWindow alone =
                of(said("a"), member(Modality.VIDEO).setEmbedding(List.of(3f, 4f)).build());
        new WindowFusion(new AttentionFusion(), false).fuse(alone, WindowVectors.NONE);
        assertThat(alone.getEmbedding()).containsExactly(0.6f, 0.8f);
        assertThat(weight(alone, Modality.AUDIO)).isZero();
        assertThat(weight(alone, Modality.VIDEO)).isEqualTo(1f);
    }
}
