package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.decode.Hypothesis;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.recognize.RecognizerConf;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with the shape of a Whisper model, on ONNX Runtime. */
class WhisperModelTest {
    private static final int[] NOTHING = {};

    @TempDir Path folder;

    @BeforeEach
    void write() throws Exception {
        TinyWhisper.write(folder);
    }

    @Test
    void thePromptComesFromTheFolder() {
        try (SpeechModel model = load()) {
            assertThat(model.spec().id()).isEqualTo("own");
            assertThat(model.spec().startTokens())
                    .containsExactly(
                            TinyWhisper.START,
                            TinyWhisper.ENGLISH,
                            TinyWhisper.TRANSCRIBE,
                            TinyWhisper.NO_TIMESTAMPS);
            assertThat(model.spec().endToken()).isEqualTo(TinyWhisper.END);
        }
    }

    @Test
    void aModelForEnglishAloneIsNotToldTheLanguage() throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("51865", "51864"));
        try (SpeechModel model = load()) {
            assertThat(model.spec().startTokens())
                    .containsExactly(TinyWhisper.START, TinyWhisper.NO_TIMESTAMPS);
        }
    }

    @Test
    void whatItHearsAndHowMuchItHasSaidDecideTheWords() {
        try (SpeechModel model = load()) {
            assertThat(text(model, silence(), NOTHING)).isEqualTo("quiet");
            assertThat(text(model, noise(), NOTHING)).isEqualTo("loud la la la");
        }
    }

    @Test
    void aWrongDraftChangesNothing() {
        try (SpeechModel model = load()) {
            int[] wrong = {TinyWhisper.LOUD, TinyWhisper.QUIET, TinyWhisper.QUIET};
            assertThat(text(model, noise(), wrong)).isEqualTo("loud la la la");
            assertThat(text(model, silence(), wrong)).isEqualTo("quiet");
        }
    }

    @Test
    void twoUsersShareTheGraphs() {
        int before = ModelSession.loaded();
        try (SpeechModel one = load();
                SpeechModel other = load()) {
            assertThat(ModelSession.loaded()).isEqualTo(before + 2);
            assertThat(text(one, noise(), NOTHING)).isEqualTo(text(other, noise(), NOTHING));
        }
        assertThat(ModelSession.loaded()).isEqualTo(before);
    }

    @Test
    void anotherFamilyIsRefused() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"wav2vec2\"}");
        assertThatThrownBy(this::load)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'wav2vec2'")
                .hasMessageContaining("whisper and moonshine");
    }

    private SpeechModel load() {
        return SpeechModelFolder.load(
                new SpeechConf("own", "1", folder.toString(), "", RecognizerConf.of(1, false)));
    }

    private static String text(SpeechModel model, short[] sound, int[] draft) {
        try (DecoderSession session = model.encode(sound)) {
            Hypothesis hypothesis =
                    new GreedyDecoder(model.spec().decoding())
                            .decode(session, NOTHING, draft, model.spec().maxTokens(sound.length));
            return model.tokenizer().text(hypothesis.tokens());
        }
    }

    private static short[] silence() {
        return new short[16_000];
    }

    private static short[] noise() {
        short[] samples = new short[16_000];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 8_000);
        }
        return samples;
    }
}
