package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.operator.CatalogueVisionModels;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.vision.AnalyzerConf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ONNX Runtime of the ordinary build has no CUDA: where it is required nothing starts. */
class ProviderRequiredTest {
    private static final RuntimeConf CUDA = RuntimeConf.cpu().with(ExecutionProvider.CUDA, true);

    @Test
    void speechDoesNotStart(@TempDir Path folder) throws Exception {
        TinyWhisper.write(folder);
        Path detector = Files.createDirectory(folder.resolve("detector"));
        TinyDetector.whole().write(detector.resolve("silero_vad.onnx"));
        CatalogueSpeechModels standard = CatalogueSpeechModels.standard(1, false);
        CatalogueSpeechModels models =
                new CatalogueSpeechModels(
                        "file:" + folder, "file:" + detector, "", standard.recognizer(), CUDA);
        assertThatThrownBy(models::acquire)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("The execution provider cuda is required")
                .hasMessageContaining("mvn -Pgpu")
                .hasMessageContaining("inference.provider-required=false");
        assertThat(SharedSpeech.loaded()).isZero();
    }

    @Test
    void visionDoesNotGoOnWithoutModels() {
        CatalogueVisionModels models =
                new CatalogueVisionModels("", "", "", "", "", "", AnalyzerConf.defaults(), CUDA);
        assertThatThrownBy(models::acquire)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("The execution provider cuda is required");
    }
}
