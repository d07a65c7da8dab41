package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    @Test
    void standardCatalogueIsComplete() {
        List<ModelEntry> entries = ModelCatalogue.standard().entries();
        assertThat(entries)
                .extracting(ModelEntry::id)
                .containsExactly(
                        "moonshine-tiny-en",
                        "speech-samples",
                        "silero-vad",
                        "smart-turn",
                        "pp-ocr-v4",
                        "minilm",
                        "opennlp-langdetect",
                        "open-nsfw",
                        "yolox-nano");
        assertThat(entries)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.licence()).isNotBlank();
                            assertThat(entry.version()).isNotBlank();
                            assertThat(entry.sizeBytes()).isPositive();
                            assertThat(entry.files())
                                    .allMatch(file -> file.sha256().length() == 64);
                        });
        assertThat(ModelCatalogue.standard().require("moonshine-tiny-en").files())
                .extracting(ModelFile::name)
                .containsExactly("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin");
    }

    @Test
    void catalogueNamesNoHost() throws Exception {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("models.json")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("://", ".org/", ".com/");
        }
    }

    @Test
    void speechModelAndSamplesShareAPackage() {
        ModelCatalogue catalogue = ModelCatalogue.standard();
        assertThat(catalogue.inSamePackage(catalogue.require("moonshine-tiny-en")))
                .extracting(ModelEntry::id)
                .containsExactly("moonshine-tiny-en", "speech-samples");
        assertThat(catalogue.inSamePackage(catalogue.require("silero-vad"))).hasSize(1);
    }

    @Test
    void misspelledOrMissingFieldIsAnError() {
        assertThatThrownBy(() -> read("{\"models\": [], \"modles\": []}"))
                .hasMessageContaining("modles");
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("models");
    }

    @Test
    void twoModelsWithOneIdAreAnError() {
        ModelEntry entry = ModelCatalogue.standard().require("silero-vad");
        assertThatThrownBy(() -> ModelCatalogue.of(List.of(entry, entry)))
                .hasMessageContaining("silero-vad");
    }

    @Test
    void aModelMayHaveVariantsOfItsFiles() throws Exception {
        ModelEntry entry =
                read(model(", \"variants\": [" + variant("fp16.onnx") + "]")).require("m");
        assertThat(entry.fileOn(ModelVariant.Processor.GPU, "int8.onnx")).isEqualTo("fp16.onnx");
        assertThat(entry.fileOn(ModelVariant.Processor.CPU, "int8.onnx")).isEqualTo("int8.onnx");
        assertThat(entry.fileOn(ModelVariant.Processor.GPU, "other")).isEqualTo("other");

        ModelEntry without = read(model("")).require("m");
        assertThat(without.variants()).isEmpty();
        assertThat(without.fileOn(ModelVariant.Processor.GPU, "int8.onnx")).isEqualTo("int8.onnx");
    }

    @Test
    void aVariantNamesFilesOfItsModel() {
        assertThatThrownBy(() -> read(model(", \"variants\": [" + variant("fp17.onnx") + "]")))
                .hasMessageContaining("fp17.onnx");
        assertThatThrownBy(() -> read(model(", \"variant\": []"))).hasMessageContaining("variant");
    }

    private static String variant(String file) {
        return "{\"of\": \"int8.onnx\", \"processor\": \"gpu\", \"file\": \"" + file + "\"}";
    }

    private static String model(String more) {
        return """
                {"models": [{"id": "m", "task": "t", "description": "d", "licence": "MIT",
                  "notice": "n", "source": {"kind": "by-hand", "version": "1", "upstream": "u"},
                  "files": [
                    {"name": "int8.onnx", "pathInPackage": "", "sizeBytes": 1, "sha256": ""},
                    {"name": "fp16.onnx", "pathInPackage": "", "sizeBytes": 1, "sha256": ""}]
                  %s}]}
                """
                .formatted(more);
    }

    @Test
    void fileNameCannotLeaveItsFolder() {
        assertThatThrownBy(() -> new ModelFile("../x", "x", 1, "")).hasMessageContaining("'../x'");
        assertThatThrownBy(() -> new ModelFile("x", "x", 1, "abc")).hasMessageContaining("'abc'");
    }

    private static ModelCatalogue read(String json) throws Exception {
        return ModelCatalogue.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
