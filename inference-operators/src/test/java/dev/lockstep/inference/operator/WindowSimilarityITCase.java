package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.fusion.FusionWindows;
import dev.lockstep.inference.fusion.WeightedFusion;
import dev.lockstep.inference.fusion.WindowFusion;
import dev.lockstep.inference.fusion.WindowTexts;
import dev.lockstep.inference.fusion.WindowVectors;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.SharedText;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * MiniLM over windows in which speech, slide and chat agree, and over some in which they do not.
 */
class WindowSimilarityITCase {
    private static final String FINANCE =
            "our revenue went up by twelve percent in the last quarter";
    private static final List<String> FINANCE_SLIDE =
            List.of("Quarterly results", "Revenue +12 %", "Operating costs flat");
    private static final String BIOLOGY = "the mitochondria make the energy that the cell lives on";
    private static final List<String> BIOLOGY_SLIDE =
            List.of("The cell", "Mitochondria", "ATP: energy of the cell");

    private static CatalogueTextModels models(String encoder, String languages) {
        return new CatalogueTextModels(
                encoder, languages, "", "", TextAnalyzerConf.defaults(), RuntimeConf.cpu());
    }

    private static AlignedWindow fused(TextEncoder encoder, AlignedWindow window) {
        List<float[]> vectors = encoder.encode(WindowTexts.of(window).all()).join();
        new WindowFusion(new WeightedFusion(), true)
                .fuse(
                        window,
                        new WindowVectors(
                                orNull(vectors.get(0)),
                                orNull(vectors.get(1)),
                                orNull(vectors.get(2)),
                                orNull(vectors.get(3)),
                                encoder.identity().id(),
                                encoder.identity().version(),
                                encoder.identity().sha256()));
        return window;
    }

    private static float @org.jspecify.annotations.Nullable [] orNull(float[] vector) {
        return vector.length == 0 ? null : vector;
    }

    private static float similarity(AlignedWindow window, Modality first, Modality second) {
        return window.getSimilarities().stream()
                .filter(s -> s.getFirst() == first && s.getSecond() == second)
                .map(CrossModalSimilarity::getCosine)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFitsTogetherIsMoreSimilarThanWhatDoesNot() {
        try (TextModels.Lease lease = models("minilm", "").acquire()) {
            TextEncoder encoder = Objects.requireNonNull(lease.encoder());
            float fits = saidAndShown(encoder, FINANCE, FINANCE_SLIDE);
            float fitsToo = saidAndShown(encoder, BIOLOGY, BIOLOGY_SLIDE);
            float not = saidAndShown(encoder, FINANCE, BIOLOGY_SLIDE);
            float notEither = saidAndShown(encoder, BIOLOGY, FINANCE_SLIDE);
            assertThat(Math.min(fits, fitsToo)).isGreaterThan(0.4f);
            assertThat(Math.max(not, notEither)).isLessThan(0.2f);

            AlignedWindow asked =
                    fused(
                            encoder,
                            FusionWindows.of(
                                    FusionWindows.said(FINANCE),
                                    FusionWindows.shown(FINANCE_SLIDE, List.of("tv")),
                                    FusionWindows.written("why did sales grow so much?")));
            assertThat(similarity(asked, Modality.AUDIO, Modality.TEXT)).isGreaterThan(0.3f);
            assertThat(asked.getEmbedding()).hasSize(384);
            assertThat(asked.getModalities().get(0).getModels().get(0).getId()).isEqualTo("minilm");
            assertThat(asked.getModalities())
                    .allSatisfy(status -> assertThat(status.getAttribution()).isPositive());
        }
        assertThat(SharedText.loaded()).isZero();
    }

    private static float saidAndShown(TextEncoder encoder, String said, List<String> slide) {
        AlignedWindow window =
                FusionWindows.of(FusionWindows.said(said), FusionWindows.shown(slide, List.of()));
        return similarity(fused(encoder, window), Modality.AUDIO, Modality.VIDEO);
    }

    @Test
    void aModelThatCannotBeHadIsLeftOutAndTheOthersWork() {
        try (TextModels.Lease lease = models("no-such-model", "opennlp-langdetect").acquire()) {
            assertThat(lease.encoder()).isNull();
            assertThat(lease.analyzer().models())
                    .extracting(ModelIdentity::id)
                    .containsExactly("opennlp-langdetect");
        }
        try (TextModels.Lease lease = models("minilm", "minilm").acquire();
                TextModels.Lease again = models("minilm", "minilm").acquire()) {
            assertThat(lease.encoder()).isSameAs(again.encoder());
            assertThat(lease.analyzer().models())
                    .extracting(ModelIdentity::id)
                    .containsExactly("minilm");
        }
        assertThat(SharedText.loaded()).isZero();
    }
}
