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

    private static Hypothesis alone(short[] samples, int[] forced, int[] draft) {
        try (DecoderSession session = model.encode(samples)) {
            return new GreedyDecoder(model.spec().decoding())
                    .decode(session, forced, draft, model.spec().maxTokens(samples.length));
        }
    }

    private static short[] part(double from, double to) {
        return Arrays.copyOfRange(sound, (int) (from * 16_000), (int) (to * 16_000));
    }

    /** A row by itself, padded to the frames of a longer sound: what a mask must make exact. */
    @Test
    void paddingChangesNoBitOfARowsScores() {
        short[] samples = part(0, 3.1);
        try (DecoderSession plain = model.encode(samples);
                DecoderSession padded = model.encode(samples);
                DecoderSession longer = model.encode(part(0, 7.3));
                DecoderBatch batch = model.batch(List.of(padded, longer))) {
            padded.feed(1);
            assertThat(batch.join(padded)).isTrue();
            assertStepsAlike(plain, batch);
        }
    }

    /** With one row left there are no mates whose quantisation could show. */
    @Test
    void aRowThatTakesThePlaceOfAnotherKeepsAllOfItsOwn() {
        short[] samples = part(3, 6.1);
        try (DecoderSession plain = model.encode(samples);
                DecoderSession first = model.encode(part(0, 7.3));
                DecoderSession second = model.encode(part(5, 9));
                DecoderSession last = model.encode(samples);
                DecoderBatch batch = model.batch(List.of(first, second, last))) {
            for (DecoderSession session : List.of(first, second, last)) {
                session.feed(1);
                assertThat(batch.join(session)).isTrue();
            }
            batch.leave(0);
            batch.leave(1);
            assertThat(batch.size()).isEqualTo(1);
            assertStepsAlike(plain, batch);
        }
    }

    private static void assertStepsAlike(DecoderSession plain, DecoderBatch batch) {
        int token = plain.feed(1).best(0);
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

    @Test
    void rowsThatComeAndGoSayWhatTheySayAlone() {
        List<short[]> sounds = new ArrayList<>();
        double[] bounds = {0, 4, 3, 6, 0, 9.5, 5, 9, 2, 9.5, 0, 2.5, 4, 9.5, 0, 6};
        for (int i = 0; i < bounds.length; i += 2) {
            sounds.add(part(bounds[i], bounds[i + 1]));
        }
        List<BatchedGreedyDecoder.Input> inputs = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < sounds.size(); i++) {
            short[] samples = sounds.get(i);
            short[] head = Arrays.copyOf(samples, samples.length * 3 / 4);
            int[] guess = i % 3 == 1 ? alone(head, NOTHING, NOTHING).tokens() : NOTHING;
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
