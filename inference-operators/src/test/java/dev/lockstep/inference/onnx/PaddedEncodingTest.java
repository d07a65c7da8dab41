package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.decode.JsonTokenizer;
import dev.lockstep.inference.speech.model.FrontEnd;
import dev.lockstep.inference.speech.model.HubSpeechConfig;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sounds of a batch in one run, as on a GPU, against each by itself, as on a CPU. */
class PaddedEncodingTest {
    private static final int[] NOTHING = {};
    private static final List<short[]> SOUNDS =
            List.of(noise(20_011, 1), noise(1_600, 2), noise(31_111, 3), noise(31_111, 4));

    @TempDir Path folder;

    private static short[] noise(int length, int seed) {
        short[] samples = new short[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (random.nextGaussian() * 8_000);
        }
        return samples;
    }

    private EncoderDecoder moonshine(long firstStride) throws Exception {
        Path encoder = folder.resolve("encoder_model.onnx");
        Path decoder = folder.resolve("decoder_model_merged.onnx");
        TinyMoonshine.encoder(firstStride).write(encoder);
        TinyWhisper.decoder().write(decoder);
        return new EncoderDecoder(encoder, decoder, OnnxRuntime.cpu());
    }

    private static List<float[]> states(List<Encoded> encoded) {
        List<float[]> states = new ArrayList<>();
        for (Encoded one : encoded) {
            FloatBuffer values = one.hidden().getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            states.add(copy);
        }
        return states;
    }

    @Test
    void paddedAndMaskedWaveformsHaveTheStatesThatTheyHaveAlone() throws Exception {
        try (EncoderDecoder model = moonshine(64)) {
            SeparateEncoding alone =
                    new SeparateEncoding(model, FrontEnd.waveform(), "input_values", true);
            List<Encoded> together = new PaddedEncoding(alone).encode(SOUNDS);
            List<Encoded> separate = alone.encode(SOUNDS);
            assertThat(together).allMatch(one -> one.owner() == one.hidden(), "one run");
            assertThat(together).extracting(Encoded::frames).containsExactly(50, 2, 79, 79);
            assertClose(states(together), states(separate));
            assertThat(states(together).get(2)).isNotEqualTo(states(together).get(3));
            SpeechEncoding.close(together);
            SpeechEncoding.close(separate);
        }
    }

    private static void assertClose(List<float[]> padded, List<float[]> alone) {
        assertThat(padded).hasSameSizeAs(alone);
        for (int i = 0; i < padded.size(); i++) {
            assertThat(padded.get(i)).hasSameSizeAs(alone.get(i));
            for (int j = 0; j < padded.get(i).length; j++) {
                assertThat(Math.abs(padded.get(i)[j] - alone.get(i)[j])).isLessThan(1e-5f);
            }
        }
    }

    @Test
    void anEncoderWithOtherStridesGetsEachSoundByItself() throws Exception {
        try (EncoderDecoder model = moonshine(96)) {
            SeparateEncoding alone =
                    new SeparateEncoding(model, FrontEnd.waveform(), "input_values", true);
            List<Encoded> encoded = new PaddedEncoding(alone).encode(SOUNDS);
            List<Encoded> separate = alone.encode(SOUNDS);
            assertThat(encoded).noneMatch(one -> one.owner() == one.hidden());
            assertThat(states(encoded)).containsExactlyElementsOf(states(separate));
            SpeechEncoding.close(encoded);
            SpeechEncoding.close(separate);
        }
    }

    @Test
    void spectrogramsAreJoinedAndTheWordsAreTheSame() throws Exception {
        TinyWhisper.write(folder);
        JsonTokenizer tokenizer = JsonTokenizer.read(folder.resolve("tokenizer.json"));
        HubSpeechConfig hub =
                HubSpeechConfig.read(folder.resolve("config.json"), tokenizer, "own", "1");
        EncoderDecoder graphs =
                new EncoderDecoder(
                        folder.resolve("encoder_model.onnx"),
                        folder.resolve("decoder_model_merged.onnx"),
                        OnnxRuntime.cpu());
        List<short[]> sounds = List.of(noise(16_000, 1), new short[8_000], noise(12_000, 2));
        try (SpeechModel model =
                new OnnxSpeechModel(hub.spec(), hub.frontEnd(), tokenizer, graphs, p -> true)) {
            List<DecoderSession> sessions = model.encodeAll(sounds);
            assertThat(sessions)
                    .extracting(session -> text(model, session))
                    .containsExactly("loud la la la", "quiet", "loud la la la");
            sessions.forEach(DecoderSession::close);
        }
    }

    private static String text(SpeechModel model, DecoderSession session) {
        GreedyDecoder decoder = new GreedyDecoder(model.spec().decoding());
        return model.tokenizer().text(decoder.decode(session, NOTHING, NOTHING, 9).tokens());
    }
}
