package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.SharedVision.Located;
import dev.lockstep.inference.onnx.SharedVision.Wanted;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.operator.CatalogueVisionModels;
import dev.lockstep.inference.operator.VisionModels;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.Slides;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.inference.vision.describe.Description;
import dev.lockstep.inference.vision.describe.DescriptionModel;
import dev.lockstep.inference.vision.describe.PictureDescriber;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.PictureDescription;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.StreamItems;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that describes pictures in the layout of Hugging Face exports, on small graphs. */
class PictureDescriptionTest {
    private static final ModelIdentity IDENTITY = new ModelIdentity("file:mine", "1", "ab");

    @TempDir Path folder;

    private static Picture plain(int brightness) {
        byte[] bgr = new byte[64 * 48 * Picture.CHANNELS];
        Arrays.fill(bgr, (byte) brightness);
        return new Picture(64, 48, bgr);
    }

    private DescriptionModel load() {
        return VisionModelLoader.describer(folder, IDENTITY, RuntimeConf.cpu());
    }

    private @Nullable Description describe(int brightness) {
        try (DescriptionModel model = load()) {
            return new PictureDescriber(model).describe(plain(brightness));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePictureDecidesTheSentence(boolean merged) throws Exception {
        TinyCaptioner.write(folder, merged);
        Description bright = Objects.requireNonNull(describe(255));
        assertThat(bright.text()).isEqualTo("a bright sky");
        assertThat(bright.model()).isEqualTo(IDENTITY);
        assertThat(Objects.requireNonNull(describe(0)).text()).isEqualTo("a dark room");
        // Three tokens at e^13 and one at e^10 against seven others at e^0, and at e^-10.
        double sure = Math.log(1 + 7 * Math.exp(-13));
        double level = Math.log(1 + Math.exp(-20) + 6 * Math.exp(-10));
        assertThat(bright.score()).isCloseTo((float) Math.exp(-(2 * sure + level) / 3), within());
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-5f);
    }

    @Test
    void theLimitOfTokensComesFromTheFolder() throws Exception {
        TinyCaptioner.write(folder, true);
        Files.writeString(
                folder.resolve("generation_config.json"),
                "{\"decoder_start_token_id\": 0, \"eos_token_id\": [0], \"max_length\": 2}");
        assertThat(Objects.requireNonNull(describe(255)).text()).isEqualTo("a bright");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        int before = ModelSession.loaded();
        for (String name : TinyCaptioner.files()) {
            TinyCaptioner.write(folder, true);
            Files.delete(folder.resolve(name));
            refuses(name);
        }
        TinyCaptioner.write(folder, true);
        Files.writeString(folder.resolve("config.json"), "{\"decoder_start_token_id\": 0}");
        refuses("eos_token_id");
        Files.writeString(folder.resolve("config.json"), "{");
        refuses("config.json");
        TinyCaptioner.write(folder, true);
        Files.copy(
                folder.resolve("decoder_model_merged.onnx"),
                folder.resolve("encoder_model.onnx"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses("it is no encoder");
        TinyCaptioner.write(folder, true);
        Path config = folder.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config).replace("start_token_id\": 0", "start_token_id\": 8"));
        refuses("it knows 8");
        TinyCaptioner.write(folder, true);
        Path preparation = folder.resolve("preprocessor_config.json");
        Files.writeString(
                preparation, Files.readString(preparation).replace("\"width\": 4", "\"width\": 8"));
        refuses("encoder_model.onnx failed");
        assertThat(ModelSession.loaded()).isEqualTo(before);
    }

    private void refuses(String reason) {
        assertThatThrownBy(this::load)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] jpeg(Color color) throws IOException {
        return Slides.jpeg(Slides.blank(64, 64, color), 0.95f);
    }

    private static @Nullable PictureDescription seen(
            VisionAnalyzer analyzer, long second, byte[] jpeg) {
        VisionOutcome outcome = analyzer.analyze(Frames.of("cam", second, jpeg)).join();
        return Objects.requireNonNull(outcome.result()).getDescription();
    }

    @Test
    void theSentenceStaysUntilItIsTimeOrTheSceneChanges() throws Exception {
        TinyCaptioner.write(folder, true);
        Located located = new Located(IDENTITY, folder);
        Wanted wanted =
                new Wanted(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(located));
        List<String> complaints = new ArrayList<>();
        try (var lease = SharedVision.acquire(wanted, AnalyzerConf.defaults(), complaints::add)) {
            VisionAnalyzer analyzer = lease.analyzer();
            PictureDescription first =
                    Objects.requireNonNull(seen(analyzer, 0, jpeg(new Color(140, 140, 140))));
            assertThat(first.getText()).isEqualTo("a bright sky");
            assertThat(first.getModel()).isEqualTo(new ModelReference("file:mine", "1", "ab"));
            // A little darker than the middle, the same scene: not described again for ten seconds.
            byte[] darker = jpeg(new Color(118, 118, 118));
            assertThat(seen(analyzer, 1, darker)).isEqualTo(first);
            assertThat(seen(analyzer, 9, darker)).isEqualTo(first);
            VisionOutcome later = analyzer.analyze(Frames.of("cam", 10, darker)).join();
            ItemContent content =
                    StreamItems.of(Frames.of("cam", 10, darker), later.result()).content();
            assertThat(Objects.requireNonNull(content).text()).isEqualTo("a dark room");
            PictureDescription cut =
                    Objects.requireNonNull(seen(analyzer, 11, jpeg(new Color(250, 250, 250))));
            assertThat(cut.getText()).isEqualTo("a bright sky");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aModelThatCannotBeHadLeavesTheStreamGoingOn() throws Exception {
        Located empty = new Located(IDENTITY, folder);
        Wanted wanted =
                new Wanted(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(empty));
        List<String> complaints = new ArrayList<>();
        try (var lease = SharedVision.acquire(wanted, AnalyzerConf.defaults(), complaints::add)) {
            VisionOutcome outcome =
                    lease.analyzer().analyze(Frames.of("cam", 0, jpeg(Color.WHITE))).join();
            assertThat(outcome.status()).isEqualTo(VisionStatus.ANALYZED);
            assertThat(Objects.requireNonNull(outcome.result()).getDescription()).isNull();
        }
        assertThat(complaints)
                .singleElement()
                .asString()
                .contains("holds no captioning model", "encoder_model.onnx", "tokenizer.json");

        VisionModels missing =
                new CatalogueVisionModels(
                        "",
                        "",
                        "",
                        "",
                        "file:" + folder.resolve("nowhere"),
                        "",
                        AnalyzerConf.defaults(),
                        RuntimeConf.cpu());
        try (VisionModels.Lease lease = missing.acquire()) {
            VisionOutcome outcome =
                    lease.analyzer().analyze(Frames.of("cam", 0, jpeg(Color.WHITE))).join();
            assertThat(outcome.status()).isEqualTo(VisionStatus.ANALYZED);
        }
    }
}
