package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.inference.fusion.Evidence;
import dev.lockstep.inference.fusion.Fused;
import dev.lockstep.inference.fusion.Testimony;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.schema.avro.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fusion models of a few operators. */
class OnnxFusionTest {
    private static final Evidence ALL =
            new Evidence(
                    List.of(
                            new Testimony(Modality.AUDIO, 1, List.of(new float[] {1, 0})),
                            new Testimony(Modality.VIDEO, 1, List.of(new float[] {0, 1})),
                            new Testimony(Modality.TEXT, 1, List.of(new float[] {0, 1}))),
                    2);

    @TempDir private Path folder;

    /**
     * Attention with a learnt query of (2, 0): the scores are the products with it, what is missing
     * has −1000 added, and the weights are their softmax.
     */
    private Path attention(int maskType) throws IOException {
        Path file = folder.resolve("fusion" + maskType + ".onnx");
        new OnnxGraph()
                .input("embeddings", OnnxGraph.FLOAT, 1, 3, "D")
                .input("mask", maskType, 1, 3)
                .output("fused", OnnxGraph.FLOAT, 1, "F")
                .output("weights", OnnxGraph.FLOAT, 1, 3)
                .constant("query", new float[] {2, 0}, 2, 1)
                .constant("one", new float[] {1}, 1)
                .constant("far", new float[] {1000}, 1)
                .constant("last", 2)
                .constant("first", 1)
                .node("MatMul", "products", Map.of(), "embeddings", "query")
                .node("Squeeze", "scores", Map.of(), "products", "last")
                .node("Cast", "there", Map.of("to", 1L), "mask")
                .node("Sub", "missing", Map.of(), "there", "one")
                .node("Mul", "penalty", Map.of(), "missing", "far")
                .node("Add", "masked", Map.of(), "scores", "penalty")
                .node("Softmax", "weights", Map.of("axis", 1L), "masked")
                .node("Unsqueeze", "row", Map.of(), "weights", "first")
                .node("MatMul", "sum", Map.of(), "row", "embeddings")
                .node("Squeeze", "fused", Map.of(), "sum", "first")
                .write(file);
        return file;
    }

    @Test
    void runsTheGraphWithEitherKindOfMask() throws Exception {
        for (int type : List.of(OnnxGraph.BOOL, OnnxGraph.FLOAT)) {
            try (OnnxFusion fusion = new OnnxFusion(attention(type), "mine", OnnxRuntime.cpu())) {
                assertThat(fusion.name()).isEqualTo("onnx:mine");
                Fused fused = fusion.fuse(ALL);
                double audio = Math.exp(2) / (Math.exp(2) + 2);
                assertThat(fused.weights()[0]).isCloseTo(audio, within(1e-6));
                assertThat(fused.weights()[1]).isCloseTo((1 - audio) / 2, within(1e-6));
                double length = Math.hypot(audio, 1 - audio);
                assertThat(Objects.requireNonNull(fused.vector())[0])
                        .isCloseTo((float) (audio / length), within(1e-6f));

                Fused without = fusion.fuse(ALL.without(Modality.AUDIO));
                assertThat(without.weights()).containsExactly(0.5, 0.5);
                assertThat(without.vector()).containsExactly(0f, 1f);
            }
        }
    }

    @Test
    void whatWasNotEmbeddedHasNoWeight() throws Exception {
        try (OnnxFusion fusion =
                new OnnxFusion(attention(OnnxGraph.BOOL), "mine", OnnxRuntime.cpu())) {
            Evidence half =
                    new Evidence(
                            List.of(
                                    new Testimony(Modality.AUDIO, 1, List.of()),
                                    ALL.testimonies().get(1)),
                            2);
            assertThat(fusion.fuse(half).weights()).containsExactly(0, 1);
            Evidence none = new Evidence(List.of(new Testimony(Modality.AUDIO, 1, List.of())), 0);
            assertThat(fusion.fuse(none).weights()).containsExactly(1);
            assertThat(fusion.fuse(none).vector()).isNull();
        }
    }

    @Test
    void anotherSignatureIsRefusedWhenItIsLoaded() throws Exception {
        Path file = folder.resolve("other.onnx");
        new OnnxGraph()
                .input("embeddings", OnnxGraph.FLOAT, 1, 3, "D")
                .output("fused", OnnxGraph.FLOAT, 1, 3, "D")
                .node("Identity", "fused", Map.of(), "embeddings")
                .write(file);
        assertThatThrownBy(() -> new OnnxFusion(file, "other", OnnxRuntime.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no fusion model: it must take embeddings float [1, 3, D]")
                .hasMessageContaining("its inputs are [embeddings]");
        Path four = folder.resolve("four.onnx");
        graph(four, 4, new float[] {0, 0, 0, 0});
        assertThatThrownBy(() -> new OnnxFusion(four, "four", OnnxRuntime.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a type or a shape differs");
    }

    @Test
    void weightsThatAreNoneAreAFailure() throws Exception {
        for (float wrong : new float[] {Float.NaN, -1, 0}) {
            Path file = folder.resolve("wrong.onnx");
            graph(file, 3, new float[] {wrong, 0, 0});
            try (OnnxFusion fusion = new OnnxFusion(file, "wrong", OnnxRuntime.cpu())) {
                assertThatThrownBy(() -> fusion.fuse(ALL))
                        .isInstanceOf(ModelException.class)
                        .hasMessageContaining("wrong.onnx gave");
            }
        }
    }

    @Test
    void aWeightForWhatIsMissingIsNotBelieved() throws Exception {
        Path file = folder.resolve("careless.onnx");
        graph(file, 3, new float[] {4, 1, 3});
        try (OnnxFusion fusion = new OnnxFusion(file, "careless", OnnxRuntime.cpu())) {
            assertThat(fusion.fuse(ALL.without(Modality.AUDIO)).weights())
                    .containsExactly(0.25, 0.75);
            Evidence half =
                    new Evidence(
                            List.of(
                                    new Testimony(Modality.AUDIO, 1, List.of()),
                                    ALL.testimonies().get(1)),
                            2);
            assertThat(fusion.fuse(half).weights()).containsExactly(0, 1);
        }
    }

    @Test
    void anotherDimensionIsAFailureOfTheModel() throws Exception {
        try (OnnxFusion fusion =
                new OnnxFusion(attention(OnnxGraph.BOOL), "mine", OnnxRuntime.cpu())) {
            Testimony three = new Testimony(Modality.TEXT, 1, List.of(new float[] {0, 1, 0}));
            assertThatThrownBy(() -> fusion.fuse(new Evidence(List.of(three), 3)))
                    .isInstanceOf(ModelException.class);
        }
    }

    /** The sum of the embeddings, and given weights whatever is there. */
    private static void graph(Path file, int places, float[] weights) throws IOException {
        new OnnxGraph()
                .input("embeddings", OnnxGraph.FLOAT, 1, places, "D")
                .input("mask", OnnxGraph.BOOL, 1, places)
                .output("fused", OnnxGraph.FLOAT, 1, "D")
                .output("weights", OnnxGraph.FLOAT, 1, places)
                .constant("given", weights, 1, places)
                .constant("axis", 1)
                .node("Identity", "weights", Map.of(), "given")
                .node("ReduceSum", "fused", Map.of("keepdims", 0L), "embeddings", "axis")
                .write(file);
    }
}
