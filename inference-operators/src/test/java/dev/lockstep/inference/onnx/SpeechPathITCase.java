package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.caption.AssemblerState;
import dev.lockstep.inference.speech.caption.CaptionAssembler;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.Chunks;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Segmenter, recogniser and assembler on the real models, without Kafka and Flink. */
class SpeechPathITCase {
    private static final String BECKETT =
            "ever tried ever failed no matter try again fail again fail better";

    private static SpeechConf conf;
    private static SharedSpeech.Lease lease;
    private static short[] beckett;

    @BeforeAll
    static void load() throws Exception {
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        conf = CatalogueSpeechModels.standard(1, false).resolve(store);
        lease = SharedSpeech.acquire(conf);
        beckett = SampleSpeech.beckett(store);
    }

    @AfterAll
    static void free() {
        lease.close();
        assertThat(SharedSpeech.loaded()).isZero();
    }

    private static List<Caption> captions(short[] sound, boolean partials) throws Exception {
        SegmenterConf defaults = SegmenterConf.defaults();
        SegmenterConf segmenting =
                new SegmenterConf(
                        defaults.onsetThreshold(),
                        defaults.offsetThreshold(),
                        defaults.minSpeechMs(),
                        defaults.preRollMs(),
                        defaults.hangoverMs(),
                        defaults.longestUtteranceMs(),
                        defaults.firstPartialMs(),
                        defaults.partialIntervalMs(),
                        defaults.partialGrowth(),
                        defaults.pausePartialMs(),
                        partials);
        SpeechSegmenter segmenter = new SpeechSegmenter(lease.detector(), segmenting);
        SegmenterState state = new SegmenterState();
        AssemblerState assembled = new AssemblerState();
        CaptionAssembler assembler = new CaptionAssembler(() -> 0);
        List<Caption> captions = new ArrayList<>();
        for (AudioChunk chunk : Chunks.of("s", sound)) {
            for (SpeechRequest request : segmenter.accept(state, chunk)) {
                captions.addAll(
                        assembler.accept(assembled, lease.recognizer().recognize(request).get()));
            }
        }
        return captions;
    }

    private static List<String> words(List<Caption> captions) {
        List<String> words = new ArrayList<>();
        for (Caption caption : captions) {
            if (caption.getIsFinal()) {
                for (String word : caption.getCommittedText().split(" ")) {
                    String plain = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
                    if (!plain.isEmpty()) {
                        words.add(plain);
                    }
                }
            }
        }
        return words;
    }

    private static int different(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int change = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.size()];
    }

    @Test
    void recognisesSpeechWithPartialsAsWellAsWithout() throws Exception {
        List<String> truth = List.of(BECKETT.split(" "));
        List<Caption> live = captions(beckett, true);
        assertThat(different(words(live), truth)).isLessThanOrEqualTo(2);
        assertThat(different(words(captions(beckett, false)), truth)).isLessThanOrEqualTo(2);
        assertThat(live).anyMatch(c -> !c.getIsFinal() && !c.getTentativeText().isEmpty());
        assertThat(live.get(live.size() - 1).getEndOfStream()).isTrue();
        live.stream()
                .filter(c -> c.getIsFinal() && !c.getEndOfStream())
                .forEach(
                        c -> {
                            assertThat(c.getConfidence()).isBetween(0.4f, 1f);
                            assertThat(c.getWords().get(0).getStartUs())
                                    .isGreaterThanOrEqualTo(c.getEventTimeUs());
                        });
    }

    @Test
    void aSentenceBeginsWhereItsSoundBegins() throws Exception {
        short[] shifted = new short[beckett.length + 32_000];
        System.arraycopy(beckett, 0, shifted, 32_000, beckett.length);
        long plain = firstWord(captions(beckett, false));
        long later = firstWord(captions(shifted, false));
        assertThat(later - plain).isBetween(1_850_000L, 2_150_000L);
    }

    private static long firstWord(List<Caption> captions) {
        return captions.get(0).getWords().get(0).getStartUs() - Chunks.START_US;
    }

    @Test
    void inventsNothingOnSilenceNoiseTonesAndMusic() throws Exception {
        Random random = new Random(11);
        short[] silence = new short[16_000 * 8];
        short[] noise = new short[silence.length];
        short[] music = new short[silence.length];
        int[] notes = {220, 262, 330, 392, 440};
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 2_000);
            double f = notes[i / 6_400 % notes.length];
            double t = i / 16_000.0;
            for (int k = 1; k < 8; k++) {
                music[i] += (short) (4_000 / k * Math.sin(2 * Math.PI * f * k * t));
            }
        }
        for (short[] sound : List.of(silence, noise, music)) {
            assertThat(captions(sound, true)).allMatch(Caption::getEndOfStream).hasSize(1);
        }
    }

    @Test
    void oneCopyOfTheModelsServesAllLeases() {
        SharedSpeech.Lease second = SharedSpeech.acquire(conf);
        assertThat(second.recognizer()).isSameAs(lease.recognizer());
        assertThat(second.detector()).isSameAs(lease.detector());
        second.close();
        second.close();
        assertThat(SharedSpeech.loaded()).isEqualTo(1);
    }

    @Test
    void filesThatAreNoModelAreRefused(@TempDir Path folder) throws Exception {
        Path random = folder.resolve("silero_vad.onnx");
        byte[] bytes = new byte[4_096];
        new Random(1).nextBytes(bytes);
        Files.write(random, bytes);
        assertThatThrownBy(() -> new OnnxVoiceActivityDetector(random))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("lockstep models verify");
        assertThatThrownBy(() -> new OnnxVoiceActivityDetector(folder.resolve("none.onnx")))
                .hasMessageContaining("lockstep models pull");
        Path encoder = Path.of(conf.modelFolder()).resolve("encoder_model.ort");
        assertThatThrownBy(() -> new OnnxVoiceActivityDetector(encoder))
                .hasMessageContaining("not a Silero VAD");
        Path truncated = folder.resolve("truncated.onnx");
        byte[] whole = Files.readAllBytes(Path.of(conf.detectorFile()));
        Files.write(truncated, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new OnnxVoiceActivityDetector(truncated))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void aFolderOfOnesOwnIsUsedWhereItLies() throws Exception {
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        SpeechConf own =
                CatalogueSpeechModels.standard(1, false)
                        .with("file:" + conf.modelFolder(), CatalogueSpeechModels.STANDARD_DETECTOR)
                        .resolve(store);

        assertThat(own.modelFolder()).isEqualTo(conf.modelFolder());
        try (SpeechModel model = SpeechModelFolder.load(own)) {
            assertThat(model.spec().id()).isEqualTo("file:" + conf.modelFolder());
            assertThat(model.spec().startTokens()).containsExactly(1);
        }
    }

    @Test
    void aPartialIsNeverAnsweredAfterItsFinal() throws Exception {
        List<Caption> captions = captions(beckett, true);
        long utterance = -1;
        boolean closed = true;
        for (Caption caption : captions) {
            if (caption.getUtterance() != utterance) {
                assertThat(closed).isTrue();
                utterance = caption.getUtterance();
            }
            closed = caption.getIsFinal();
        }
    }
}
