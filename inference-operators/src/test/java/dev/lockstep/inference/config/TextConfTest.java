package dev.lockstep.inference.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.fusion.FusionKind;
import dev.lockstep.inference.fusion.FusionStrategy;
import dev.lockstep.inference.operator.CatalogueTextModels;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextConfTest {
    private static OptionValues load(Map<String, String> settings) {
        return new OptionLoader(
                        TextOptions.ALL, FusionOptions.ALL, SpeechOptions.ALL, RuntimeOptions.ALL)
                .map(settings, "the test")
                .load();
    }

    private static CatalogueTextModels models(Map<String, String> settings) {
        return (CatalogueTextModels) TextConf.of(load(settings)).models();
    }

    @Test
    void theDefaultsAreAllThatNeedsNothing() {
        TextConf conf = TextConf.of(load(Map.of()));
        assertThat(conf.enabled()).isTrue();
        assertThat(conf.embedding()).isTrue();
        CatalogueTextModels models = models(Map.of());
        assertThat(models.encoderId()).isEqualTo("minilm");
        assertThat(models.languagesId()).isEqualTo("opennlp-langdetect");
        assertThat(models.classifierId()).isEmpty();
        assertThat(models.conf())
                .isEqualTo(dev.lockstep.inference.text.TextAnalyzerConf.defaults());
        FusionConf fusion = FusionConf.of(load(Map.of()));
        assertThat(fusion.setup().kind()).isEqualTo(FusionKind.WEIGHTED);
        assertThat(fusion.setup().attribution()).isFalse();
        assertThat(TextConf.of(load(Map.of("text.embedding", ""))).embedding()).isFalse();
        Map<String, String> cuda = Map.of("inference.execution-provider", "cuda");
        assertThat(models(cuda).runtime().provider()).isEqualTo(ExecutionProvider.CUDA);
        assertThat(FusionConf.of(load(cuda)).setup().runtime().provider())
                .isEqualTo(ExecutionProvider.CUDA);
    }

    @Test
    void theWordListIsReadAtTheStart(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), "# mine\ntwit\nglück\n");
        assertThat(models(Map.of("text.moderation-words", file.toString())).conf().words())
                .isEqualTo(List.of("# mine", "twit", "glück"));
        Files.write(file, "gl\u00fcck".getBytes(StandardCharsets.ISO_8859_1));
        for (Path wrong : List.of(file, folder.resolve("gone"))) {
            assertThatThrownBy(() -> models(Map.of("text.moderation-words", wrong.toString())))
                    .isInstanceOf(OptionsException.class)
                    .hasMessageContaining("cannot be read as UTF-8")
                    .hasMessageContaining("text.moderation-words");
        }
    }

    @Test
    void everyStrategyIsMadeByItsName() {
        for (String name : List.of("weighted", "gated", "attention", "concat-projection")) {
            FusionConf conf = FusionConf.of(load(Map.of("fusion.strategy", name)));
            try (FusionStrategy strategy = conf.setup().open()) {
                assertThat(strategy.name()).startsWith(name);
            }
        }
    }

    @Test
    void aStrategyThatLacksWhatItNeedsIsRefused() {
        assertThatThrownBy(() -> FusionConf.of(load(Map.of("fusion.strategy", "onnx"))))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("fusion.strategy=onnx needs a model: set fusion.model.");
        assertThatThrownBy(() -> FusionConf.of(load(Map.of("fusion.projection", "/no/such.npy"))))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("There is no file /no/such.npy");
    }
}
