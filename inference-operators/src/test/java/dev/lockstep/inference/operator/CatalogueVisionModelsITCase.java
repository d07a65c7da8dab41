package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.SharedVision;
import dev.lockstep.inference.vision.AnalyzerConf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models an analyser has, from what the options name. */
class CatalogueVisionModelsITCase {
    private static final AnalyzerConf CONF = AnalyzerConf.defaults();

    @Test
    void aModelThatCannotBeHadIsLeftOutAndTheOtherOneLooks(@TempDir Path folder) throws Exception {
        Path text = ModelStore.standard(ProgressListener.NONE).resolve("pp-ocr-v4");
        // Takes a picture, so it loads; two graphs in one folder, of which one is named.
        Path objects = folder.resolve("mine.onnx");
        Files.copy(text.resolve("cls.onnx"), objects);
        Files.copy(text.resolve("cls.onnx"), folder.resolve("other.onnx"));

        try (var lease = models("file:" + objects, "pp-ocr-v4").acquire()) {
            assertThat(lease.analyzer().models())
                    .extracting(ModelIdentity::id)
                    .containsExactly("file:" + objects, "pp-ocr-v4");
            assertThat(lease.analyzer().models().get(1).version()).isEqualTo("1.2.2");
            assertThat(lease.analyzer().models().get(1).sha256()).startsWith("d2a7720d");
        }
        try (var lease = models("no-such-model", "pp-ocr-v4").acquire()) {
            assertThat(lease.analyzer().models())
                    .extracting(ModelIdentity::id)
                    .containsExactly("pp-ocr-v4");
        }
        try (var lease = models("file:" + folder, "file:" + folder.resolve("gone")).acquire()) {
            assertThat(lease.analyzer().models()).isEmpty();
        }
        try (var lease = models("", "").acquire()) {
            assertThat(lease.analyzer().models()).isEmpty();
        }
        assertThat(SharedVision.loaded()).isZero();
    }

    private static CatalogueVisionModels models(String objects, String text) {
        return new CatalogueVisionModels(objects, text, "", CONF);
    }
}
