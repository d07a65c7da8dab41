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
    void fileNameCannotLeaveItsFolder() {
        assertThatThrownBy(() -> new ModelFile("../x", "x", 1, "")).hasMessageContaining("'../x'");
        assertThatThrownBy(() -> new ModelFile("x", "x", 1, "abc")).hasMessageContaining("'abc'");
    }

    private static ModelCatalogue read(String json) throws Exception {
        return ModelCatalogue.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
