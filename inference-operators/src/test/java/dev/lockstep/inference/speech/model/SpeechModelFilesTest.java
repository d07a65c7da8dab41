package dev.lockstep.inference.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.speech.model.SpeechModelFiles.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechModelFilesTest {
    @TempDir Path folder;

    @Test
    void moonshineVoiceAndTheHubsExportsAreToldApart() {
        assertThat(
                        SpeechModelFiles.find(
                                List.of(
                                        "tokenizer.bin",
                                        "encoder_model.ort",
                                        "decoder_model_merged.ort")))
                .contains(
                        new SpeechModelFiles(
                                Layout.MOONSHINE_VOICE,
                                "encoder_model.ort",
                                "decoder_model_merged.ort"));
        assertThat(
                        SpeechModelFiles.find(
                                List.of(
                                        "tokenizer.json",
                                        "config.json",
                                        "encoder_model_quantized.onnx",
                                        "decoder_model_merged_quantized.onnx")))
                .contains(
                        new SpeechModelFiles(
                                Layout.HUGGING_FACE,
                                "encoder_model_quantized.onnx",
                                "decoder_model_merged_quantized.onnx"));
        assertThat(SpeechModelFiles.find(List.of("tokenizer.bin", "encoder_model.ort"))).isEmpty();
        assertThat(
                        SpeechModelFiles.find(
                                List.of("encoder_model.onnx", "decoder_model_merged.onnx")))
                .isEmpty();
    }

    @Test
    void theGraphsOfACloneLieInItsSubfolder() throws Exception {
        Files.createDirectory(folder.resolve("onnx"));
        for (String name :
                List.of(
                        "config.json",
                        "tokenizer.json",
                        "onnx/decoder_model_merged.onnx",
                        "onnx/decoder_model_merged_fp16.onnx",
                        "onnx/encoder_model.onnx",
                        "onnx/encoder_model_fp16.onnx")) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(SpeechModelFiles.in(folder))
                .isEqualTo(
                        new SpeechModelFiles(
                                Layout.HUGGING_FACE,
                                "onnx/encoder_model.onnx",
                                "onnx/decoder_model_merged.onnx"));
    }

    @Test
    void aFolderWithoutAModelIsRefusedWithWhatItHasAndNeeds() throws Exception {
        Files.createFile(folder.resolve("tokenizer.bin"));

        assertThatThrownBy(() -> SpeechModelFiles.in(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("it has tokenizer.bin, and needs encoder_model.ort");
    }
}
