package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.catalog.ModelCatalogue;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.config.RuntimeOptions;
import dev.lockstep.inference.config.SpeechOperatorConf;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.config.SteeringOptions;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueSpeechModelsTest {
    private static final ModelCatalogue CATALOGUE = ModelCatalogue.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "moonshine-tiny-en",
                "file:/not/on/this/machine",
                "hf:org/repo@main/tiny/encoder_model.ort,tiny/decoder_model_merged.ort,tokenizer.bin",
                "hf:org/repo@v1/onnx/encoder_model.onnx,onnx/decoder_model_merged.onnx,"
                        + "config.json,tokenizer.json"
            })
    void whatMayBeASpeechModelIsTaken(String model) {
        assertThatCode(() -> CatalogueSpeechModels.check(CATALOGUE, model))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"silero-vad", "hf:org/repo@main/encoder_model.ort"})
    void whatIsNoneIsRefusedWithWhatItHasAndNeeds(String model) {
        assertThatThrownBy(() -> CatalogueSpeechModels.check(CATALOGUE, model))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageStartingWith("The model " + model + " is no speech model: it has ")
                .hasMessageContaining("tokenizer.bin")
                .hasMessageContaining("separated by commas");
    }

    @Test
    void aJobWithAModelThatCannotBeRightIsRefusedBeforeItStarts() {
        assertThatThrownBy(
                        () ->
                                SpeechOperatorConf.of(
                                        new OptionLoader(
                                                        SpeechOptions.ALL,
                                                        SteeringOptions.ALL,
                                                        RuntimeOptions.ALL)
                                                .map(
                                                        Map.of(
                                                                "speech.model",
                                                                "hf:org/repo@main/model.onnx"),
                                                        "the test")
                                                .load()))
                .isInstanceOfSatisfying(
                        OptionsException.class,
                        e ->
                                assertThat(e.problems())
                                        .singleElement()
                                        .asString()
                                        .startsWith("speech.model: The model hf:org/repo@main"));
    }
}
