package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.recognize.RecognizerConf;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.ModelSlots;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.swap.SwapEvent;
import dev.lockstep.inference.swap.SwapPhase;
import dev.lockstep.inference.swap.SwapRequest;
import dev.lockstep.schema.avro.CloseReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recogniser is replaced while requests come, on ONNX Runtime. */
class SpeechSwapTest {
    private static final int SECOND = 16_000;

    @TempDir private Path folder;
    private final List<SwapEvent> events = new CopyOnWriteArrayList<>();
    private SharedResources.Lease<ModelSlots> slots;
    private SharedSpeech.Lease lease;
    private int step;

    @BeforeEach
    void start() throws Exception {
        Path detector = folder.resolve("silero_vad.onnx");
        TinyDetector.whole().write(detector);
        Path first = Files.createDirectory(folder.resolve("first"));
        TinyWhisper.write(first);
        TinyWhisper.write(Files.createDirectory(folder.resolve("second")));
        String scope = UUID.randomUUID().toString();
        slots = ModelSlots.acquire(scope);
        slots.value().restore(ModelSlots.Memory.NONE);
        slots.value().listen(events::add);
        lease =
                SharedSpeech.acquire(
                        new SpeechConf(
                                "own",
                                "first",
                                first.toString(),
                                detector.toString(),
                                RecognizerConf.of(1, true)),
                        RuntimeConf.cpu(),
                        SwapConf.STANDARD.in(scope),
                        (slot, reference) ->
                                new LocatedModel(
                                        new ModelIdentity("own", reference, ""),
                                        ModelFiles.of(folder.resolve(reference))));
    }

    @AfterEach
    void close() {
        lease.close();
        slots.close();
        assertThat(SharedSpeech.loaded()).isZero();
    }

    @Test
    void takesOverBetweenRequestsAndWithinAnUtterance() throws Exception {
        List<SpeechOutcome> outcomes = new ArrayList<>();
        SpeechOutcome open = recognize("open", 1, RequestKind.PARTIAL);
        SwapRequest request = request("second", 4);
        slots.value().request(request);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            outcomes.add(recognize("talk", step, RequestKind.FINAL));
                            return is(request, SwapPhase.TAKEN_OVER);
                        });
        SpeechOutcome closed = recognize("open", 1, RequestKind.FINAL);
        outcomes.add(recognize("talk", step, RequestKind.FINAL));

        assertThat(outcomes).allMatch(o -> o.status() == RecognitionStatus.RECOGNIZED);
        assertThat(outcomes.stream().map(SpeechSwapTest::text)).containsOnly("loud la la la");
        List<String> versions = outcomes.stream().map(SpeechOutcome::modelVersion).toList();
        assertThat(versions.get(0)).isEqualTo("first");
        assertThat(versions.subList(versions.indexOf("second"), versions.size()))
                .containsOnly("second");
        assertThat(open.modelVersion()).isEqualTo("first");
        assertThat(closed.modelVersion()).isEqualTo("second");
        assertThat(text(closed)).isEqualTo("loud la la la");
        SwapEvent taken = events.get(events.size() - 1);
        assertThat(taken.shadow().compared()).isEqualTo(4);
        assertThat(taken.shadow().agreement())
                .containsEntry(Comparison.DISAGREEMENT, 0.0)
                .containsEntry("word-error", 0.0)
                .containsEntry("confidence-difference", 0.0);
    }

    @Test
    void aFolderThatIsNoModelIsRefused() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        SwapRequest request = request("empty", 0);
        slots.value().request(request);

        Awaitility.await().until(() -> is(request, SwapPhase.REFUSED));

        assertThat(recognize("talk", 1, RequestKind.FINAL).modelVersion()).isEqualTo("first");
    }

    private boolean is(SwapRequest request, SwapPhase phase) {
        return events.stream()
                .anyMatch(e -> e.requestId().equals(request.id()) && e.phase() == phase);
    }

    private static SwapRequest request(String version, int shadow) {
        return new SwapRequest(
                Slots.SPEECH, UUID.randomUUID().toString(), version, shadow, "test", 0);
    }

    private SpeechOutcome recognize(String source, long utterance, RequestKind kind)
            throws Exception {
        UtteranceSpan span =
                new UtteranceSpan(
                        "stream",
                        source,
                        utterance,
                        step++,
                        kind,
                        CloseReason.SILENCE,
                        0,
                        0,
                        1_000_000,
                        1_000_000,
                        0,
                        0);
        return lease.recognizer().recognize(new SpeechRequest(span, noise())).get();
    }

    private static String text(SpeechOutcome outcome) {
        return String.join(" ", outcome.words().stream().map(RecognizedWord::text).toList());
    }

    private static short[] noise() {
        short[] samples = new short[SECOND];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 8_000);
        }
        return samples;
    }
}
