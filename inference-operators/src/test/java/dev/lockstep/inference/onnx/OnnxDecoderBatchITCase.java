package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.decode.BatchedGreedyDecoder;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.decode.Hypothesis;
import dev.lockstep.inference.decode.TokenScores;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decoders of the real model, stepped together. */
class OnnxDecoderBatchITCase {
    private static final int[] NOTHING = {};

    private static SpeechModel model;
    private static short[] sound;

    @BeforeAll
    static void load() throws Exception {
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        model = SpeechModelFolder.load(CatalogueSpeechModels.standard(1, true).resolve(store));
        byte[] wav = Files.readAllBytes(store.resolve("speech-samples").resolve("beckett.wav"));
        int data = new String(wav, StandardCharsets.ISO_8859_1).indexOf("data");
        ByteBuffer bytes = ByteBuffer.wrap(wav, data + 8, wav.length - data - 8).slice();
        sound = new short[bytes.remaining() / 2];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(sound);
    }

    @AfterAll
    static void free() {
        model.close();
    }

    private static short[] head(double seconds) {
        return Arrays.copyOf(sound, (int) (seconds * 16_000));
    }

    private static Hypothesis alone(short[] samples, int[] forced, int[] draft) {
        try (DecoderSession session = model.encode(samples)) {
            return new GreedyDecoder(model.spec().decoding())
                    .decode(session, forced, draft, model.spec().maxTokens(samples.length));
        }
    }

    /** A row by itself, padded to the frames of a longer sound: what a mask must make exact. */
    @Test
    void paddingChangesNoBitOfARowsScores() {
        short[] samples = head(3.1);
        try (DecoderSession plain = model.encode(samples);
                DecoderSession padded = model.encode(samples);
                DecoderSession longer = model.encode(head(7.3));
                DecoderBatch batch = model.batch(List.of(padded, longer))) {
            int token = plain.feed(1).best(0);
            padded.feed(1);
            assertThat(batch.join(padded)).isTrue();
            for (int step = 0; step < 12; step++) {
                TokenScores expected = plain.feed(token);
                int next = expected.best(0);
                float log = expected.logProbability(0, next);
                TokenScores scores = batch.feed(new int[] {token});
                assertThat(scores.best(0)).isEqualTo(next);
                assertThat(scores.logProbability(0, next)).isEqualTo(log);
                token = next;
            }
        }
    }

    @Test
    void rowsThatComeAndGoSayWhatTheySayAlone() {
        List<short[]> sounds = new ArrayList<>();
        for (double seconds : new double[] {2.0, 9.5, 3.0, 7.5, 5.0, 4.0, 8.5, 6.0}) {
            sounds.add(head(seconds));
        }
        int[] draft = alone(head(6), NOTHING, NOTHING).tokens();
        List<BatchedGreedyDecoder.Input> inputs = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < sounds.size(); i++) {
            short[] samples = sounds.get(i);
            int[] guess = i % 3 == 1 ? draft : NOTHING;
            expected.add(plain(alone(samples, NOTHING, guess)));
            inputs.add(
                    new BatchedGreedyDecoder.Input(
                            model.encode(samples),
                            NOTHING,
                            guess,
                            model.spec().maxTokens(samples.length)));
        }
        Map<Integer, String> said = new TreeMap<>();
        List<DecoderSession> sessions =
                inputs.stream().map(BatchedGreedyDecoder.Input::session).toList();
        try (DecoderBatch batch = model.batch(sessions)) {
            new BatchedGreedyDecoder(model.spec().decoding())
                    .decode(inputs, batch, (i, hypothesis) -> said.put(i, plain(hypothesis)));
            assertThat(batch.size()).isZero();
        }
        sessions.forEach(DecoderSession::close);
        assertThat(said.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        // Quantisation goes by the whole batch and may tip a word that was on the edge.
        long same = 0;
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i).equals(said.get(i))) {
                same++;
            }
        }
        assertThat(same).as("%s%n%s", expected, said).isGreaterThanOrEqualTo(6);
    }

    private static String plain(Hypothesis hypothesis) {
        return model.tokenizer()
                .text(hypothesis.tokens())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z ]", "");
    }
}
