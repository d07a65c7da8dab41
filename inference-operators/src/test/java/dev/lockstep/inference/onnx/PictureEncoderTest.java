package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.SharedVision.Located;
import dev.lockstep.inference.onnx.SharedVision.Wanted;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.ReferencePictures;
import dev.lockstep.inference.vision.Slides;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.embed.EncoderModel;
import dev.lockstep.inference.vision.embed.ImageEncoder;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.schema.avro.VisionResult;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture encoder in the layout of Hugging Face exports, on small graphs. */
class PictureEncoderTest {
    /** What CLIP's exports say, with 32 pixels instead of 224. */
    private static final String CLIP =
            """
            {"crop_size": {"height": 32, "width": 32}, "do_center_crop": true, "do_normalize": true,
             "do_rescale": true, "do_resize": true, "rescale_factor": 0.00392156862745098,
             "image_mean": [0.48145466, 0.4578275, 0.40821073],
             "image_std": [0.26862954, 0.26130258, 0.27577711],
             "image_processor_type": "CLIPImageProcessor", "resample": 3,
             "size": {"shortest_edge": 32}}
            """;

    private static final float[] TEXT = {
        0.094914f, 0.101208f, 0.10139f, 0.102923f, 0.10918f, 0.109367f, 0.100495f, 0.105616f,
        0.105768f
    };
    private static final float[] FIGURE = {
        0.107545f, 0.140038f, 0.107545f, 0.107578f, 0.081157f, 0.107578f, 0.102865f, 0.0553f,
        0.102865f
    };
    private static final float[] STRIPES = {
        0.106962f, 0.167685f, 0.231445f, 0.030738f, 0.030738f, 0.030738f, 0.017468f, 0.017468f,
        0.017468f
    };

    private static final Offset<Float> NEAR = Offset.offset(1e-3f);

    @TempDir private Path folder;

    @BeforeEach
    void config() throws Exception {
        Files.writeString(folder.resolve("preprocessor_config.json"), CLIP);
    }

    /** The means of the columns of each plane. */
    private static void columns(Path file, String input, String output) throws IOException {
        new OnnxGraph()
                .input(input, OnnxGraph.FLOAT, "batch_size", 3, "height", "width")
                .output(output, OnnxGraph.FLOAT, "batch_size", "dimensions")
                .output("last_hidden_state", OnnxGraph.FLOAT, "batch_size", 3, "columns")
                .node(
                        "ReduceMean",
                        "last_hidden_state",
                        Map.of("axes", List.of(2L), "keepdims", 0L),
                        input)
                .node("Flatten", output, Map.of("axis", 1L), "last_hidden_state")
                .write(file);
    }

    private float[] encode(Picture picture) {
        try (EncoderModel model = VisionModelLoader.encoder(folder);
                ImageEncoder encoder = model.open()) {
            return encoder.encode(picture).clone();
        }
    }

    /**
     * Values of {@code src/test/reference/embedding_reference.py}: the CLIPImageProcessor of
     * transformers 4.57.6, numpy 2.4.6, Pillow 13.0.0.
     */
    @Test
    void preparesPicturesAsHuggingFaceDoes() throws Exception {
        columns(folder.resolve("vision_model.onnx"), "pixel_values", "image_embeds");
        assertVector(ReferencePictures.picture(ReferencePictures.text()), TEXT);
        assertVector(ReferencePictures.picture(ReferencePictures.figure()), FIGURE);
        assertVector(ReferencePictures.picture(ReferencePictures.stripes()), STRIPES);
    }

    private void assertVector(Picture picture, float... expected) {
        float[] vector = encode(picture);
        assertThat(vector).hasSize(96);
        int[] places = {0, 15, 31, 32, 47, 63, 64, 79, 95};
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        assertThat(squares).isCloseTo(1, Offset.offset(1e-5));
        for (int i = 0; i < places.length; i++) {
            assertThat(vector[places[i]]).as("value %d", places[i]).isCloseTo(expected[i], NEAR);
        }
    }

    @Test
    void findsTheGraphInTheSubfolderAndPrefersThePlainOne() throws Exception {
        Path onnx = Files.createDirectories(folder.resolve("onnx"));
        columns(onnx.resolve("vision_model_quantized.onnx"), "pixel_values", "image_embeds");
        Files.writeString(onnx.resolve("text_model.onnx"), "is not looked at");
        assertThat(encode(plain(64, 64))).hasSize(96);
        Files.writeString(onnx.resolve("vision_model.onnx"), "is damaged");
        assertThatThrownBy(() -> encode(plain(64, 64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("vision_model.onnx");
    }

    private static Picture plain(int width, int height) {
        return ReferencePictures.picture(Slides.blank(width, height, new Color(200, 100, 50)));
    }

    @Test
    void ribbonsAndSmallPicturesFit() throws Exception {
        columns(folder.resolve("vision_model.onnx"), "pixel_values", "image_embeds");
        float[] plain = encode(plain(64, 64));
        assertThat(encode(plain(4096, 16))).containsExactly(plain, NEAR);
        assertThat(encode(plain(16, 4096))).containsExactly(plain, NEAR);
        assertThat(encode(plain(16, 16))).containsExactly(plain, NEAR);
    }

    @Test
    void whatIsCroppedOutsideThePictureIsBlack() throws Exception {
        columns(folder.resolve("vision_model.onnx"), "pixel_values", "image_embeds");
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                CLIP.replace("\"shortest_edge\": 32", "\"shortest_edge\": 16"));
        float[] vector = encode(plain(64, 64));
        // Black, less the mean: below zero. Red in the middle: half of its column is black.
        assertThat(vector[0]).isNegative();
        assertThat(vector[0]).isEqualTo(vector[7]).isLessThan(vector[8]);
        assertThat(vector[23]).isEqualTo(vector[8]).isGreaterThan(vector[24]);
    }

    @Test
    void graphsOfAnotherKindAreRefusedInOneSentence() throws Exception {
        Path graph = folder.resolve("vision_model.onnx");
        columns(graph, "pixel_values", "embeddings");
        assertThatThrownBy(() -> encode(plain(64, 64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("an output 'image_embeds': it is another kind of model.");

        new OnnxGraph()
                .input("pixel_values", OnnxGraph.FLOAT, 1, 3, 32, 32)
                .output("image_embeds", OnnxGraph.FLOAT, 1, 3, 32, 32)
                .node("Relu", "image_embeds", Map.of(), "pixel_values")
                .write(graph);
        assertThatThrownBy(() -> encode(plain(64, 64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("gives no vector for a picture")
                .hasMessageContaining("vision.embedding");

        new OnnxGraph()
                .input("pixel_values", OnnxGraph.FLOAT, 1, 3, 48, 48)
                .output("image_embeds", OnnxGraph.FLOAT, 1, 6912)
                .node("Flatten", "image_embeds", Map.of("axis", 1L), "pixel_values")
                .write(graph);
        assertThatThrownBy(() -> encode(plain(64, 64))).isInstanceOf(ModelException.class);

        new OnnxGraph()
                .input("pixel_values", OnnxGraph.FLOAT, 1, 4)
                .output("image_embeds", OnnxGraph.FLOAT, 1, 4)
                .node("Relu", "image_embeds", Map.of(), "pixel_values")
                .write(graph);
        assertThatThrownBy(() -> encode(plain(64, 64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("does not take one picture [1, 3, height, width]");

        new OnnxGraph()
                .input("pixel_values", OnnxGraph.FLOAT, 1, 3, 32, 32)
                .constant("zero", new float[] {0}, 1)
                .output("image_embeds", OnnxGraph.FLOAT, 1, 3072)
                .node("Mul", "nothing", Map.of(), "pixel_values", "zero")
                .node("Flatten", "image_embeds", Map.of("axis", 1L), "nothing")
                .write(graph);
        assertThatThrownBy(() -> encode(plain(64, 64))).hasMessageContaining("has a length");
    }

    @Test
    void configurationsThatLeaveTheSizeOpenAreRefused() throws Exception {
        columns(folder.resolve("vision_model.onnx"), "pixel_values", "image_embeds");
        refuses("\"do_center_crop\": true", "\"do_center_crop\": false", "so that sizes vary");
        refuses("\"do_resize\": true", "\"do_resize\": false", "so that sizes vary");
        refuses("\"resample\": 3", "\"resample\": 1", "'resample' other than 2 or 3");
        refuses("\"shortest_edge\": 32", "\"shortest_edge\": 32000", "'size' of 1 to 4096");
        refuses("\"height\": 32", "\"height\": \"all\"", "'crop_size' of 1 to 4096");
        refuses("[0.26862954, ", "[", "'image_std' of three numbers");
        refuses(CLIP, "[1, 2", "cannot be read");
        refuses(CLIP, "7", "does not describe");
        Files.delete(folder.resolve("preprocessor_config.json"));
        assertThatThrownBy(() -> encode(plain(64, 64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("it needs vision_model.onnx and preprocessor_config.json");
    }

    private void refuses(String part, String instead, String reason) throws IOException {
        Files.writeString(folder.resolve("preprocessor_config.json"), CLIP.replace(part, instead));
        assertThatThrownBy(() -> encode(plain(64, 64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void otherConfigurationsOfTheSizeAreRead() throws Exception {
        columns(folder.resolve("vision_model.onnx"), "pixel_values", "image_embeds");
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                """
                {"size": {"height": 20, "width": 10}, "resample": 2, "do_normalize": false}
                """);
        float[] vector = encode(plain(64, 64));
        assertThat(vector).hasSize(30);
        double length = Math.sqrt(10 * (200 * 200 + 100 * 100 + 50 * 50));
        assertThat(vector[0]).isCloseTo((float) (200 / length), NEAR);
        assertThat(vector[29]).isCloseTo((float) (50 / length), NEAR);
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                CLIP.replace("{\"shortest_edge\": 32}", "32")
                        .replace("{\"height\": 32, \"width\": 32}", "32"));
        assertThat(encode(plain(64, 64))).hasSize(96);
    }

    @Test
    void theVectorIsPartOfTheResult() throws Exception {
        columns(folder.resolve("vision_model.onnx"), "pixel_values", "image_embeds");
        Located located = new Located(new ModelIdentity("file:mine", "", ""), folder);
        Wanted wanted =
                new Wanted(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(located));
        List<String> complaints = new ArrayList<>();
        try (var lease = SharedVision.acquire(wanted, AnalyzerConf.defaults(), complaints::add)) {
            byte[] jpeg = Slides.jpeg(Slides.blank(64, 64, new Color(200, 100, 50)), 0.95f);
            VisionOutcome seen = lease.analyzer().analyze(Frames.of("cam", 0, jpeg)).join();
            VisionResult result = Objects.requireNonNull(seen.result());
            List<Float> vector = Objects.requireNonNull(result.getEmbedding());
            float[] expected = encode(plain(64, 64));
            assertThat(vector).hasSize(96);
            assertThat(vector.get(0)).isCloseTo(expected[0], Offset.offset(0.02f));
            assertThat(result.getModels()).hasSize(1);
            assertThat(result.getModerationAction()).isNull();
        }
        assertThat(complaints).isEmpty();
    }
}
