package dev.lockstep.inference.speech.recognize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PooledSpeechRecognizerTest {
    private static SpeechRequest request(
            String stream, long utterance, int step, RequestKind kind) {
        UtteranceSpan span =
                new UtteranceSpan(
                        stream,
                        "audio-0",
                        utterance,
                        step,
                        kind,
                        CloseReason.OPEN,
                        0,
                        0,
                        1_000_000,
                        900_000,
                        0,
                        0);
        return new SpeechRequest(span, new short[16_000]);
    }

    private static PooledSpeechRecognizer pool(ScriptedModel model, int threads, boolean skip) {
        return new PooledSpeechRecognizer(
                model,
                RecognizerConf.of(threads, skip),
                new InferenceWorkers(System::nanoTime),
                () -> 0);
    }

    @Test
    void requestsOfASourceAreAnsweredInOrderWhateverTheThreads() throws Exception {
        try (PooledSpeechRecognizer pool = pool(new ScriptedModel(), 4, false)) {
            List<String> answered = java.util.Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String stream = "s" + i % 3;
                RequestKind kind = i >= 197 ? RequestKind.END_OF_STREAM : RequestKind.PARTIAL;
                all.add(
                        pool.recognize(request(stream, i / 9, i, kind))
                                .thenAccept(
                                        o ->
                                                answered.add(
                                                        o.span().streamId()
                                                                + ":"
                                                                + o.span().step())));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get();
            for (int s = 0; s < 3; s++) {
                String prefix = "s" + s + ":";
                List<Integer> steps =
                        answered.stream()
                                .filter(a -> a.startsWith(prefix))
                                .map(a -> Integer.parseInt(a.substring(prefix.length())))
                                .toList();
                assertThat(steps).isSorted().hasSizeBetween(66, 67);
            }
        }
    }

    @Test
    void aPartialThatWasOvertakenIsSkippedAndAFinalNever() throws Exception {
        ScriptedModel model = new ScriptedModel();
        CountDownLatch gate = model.hold();
        try (PooledSpeechRecognizer pool = pool(model, 1, true)) {
            CompletableFuture<SpeechOutcome> running =
                    pool.recognize(request("s", 0, 0, RequestKind.PARTIAL));
            model.awaitStarted();
            CompletableFuture<SpeechOutcome> stale =
                    pool.recognize(request("s", 0, 1, RequestKind.PARTIAL));
            CompletableFuture<SpeechOutcome> last =
                    pool.recognize(request("s", 0, 2, RequestKind.FINAL));
            CompletableFuture<SpeechOutcome> next =
                    pool.recognize(request("s", 1, 0, RequestKind.PARTIAL));
            gate.countDown();
            assertThat(running.get().status()).isEqualTo(RecognitionStatus.RECOGNIZED);
            assertThat(stale.get().status()).isEqualTo(RecognitionStatus.SKIPPED);
            assertThat(last.get().status()).isEqualTo(RecognitionStatus.RECOGNIZED);
            assertThat(next.get().status()).isEqualTo(RecognitionStatus.RECOGNIZED);
        }
    }

    @Test
    void finalsOfOtherSourcesGoBeforePartials() throws Exception {
        ScriptedModel model = new ScriptedModel();
        CountDownLatch gate = model.hold();
        try (PooledSpeechRecognizer pool = pool(model, 1, false)) {
            List<String> order = java.util.Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<?>> all = new ArrayList<>();
            all.add(pool.recognize(request("first", 0, 0, RequestKind.PARTIAL)));
            model.awaitStarted();
            for (String stream : List.of("p1", "p2", "f1")) {
                RequestKind kind = stream.startsWith("f") ? RequestKind.FINAL : RequestKind.PARTIAL;
                all.add(
                        pool.recognize(request(stream, 0, 0, kind))
                                .thenAccept(o -> order.add(o.span().streamId())));
            }
            gate.countDown();
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get();
            assertThat(order).containsExactly("f1", "p1", "p2");
        }
    }

    @Test
    void aFailureOfTheModelIsAnAnswerAndTheNextRequestIsServed() throws Exception {
        ScriptedModel model = new ScriptedModel();
        model.failNext("no memory");
        try (PooledSpeechRecognizer pool = pool(model, 1, false)) {
            SpeechOutcome failed = pool.recognize(request("s", 0, 0, RequestKind.FINAL)).get();
            assertThat(failed.status()).isEqualTo(RecognitionStatus.FAILED);
            assertThat(failed.failure()).contains("no memory");
            assertThat(pool.recognize(request("s", 1, 0, RequestKind.FINAL)).get().status())
                    .isEqualTo(RecognitionStatus.RECOGNIZED);
        }
    }

    @Test
    void closingAnswersWhatWaits() throws Exception {
        ScriptedModel model = new ScriptedModel();
        CountDownLatch gate = model.hold();
        PooledSpeechRecognizer pool = pool(model, 1, false);
        CompletableFuture<SpeechOutcome> running =
                pool.recognize(request("s", 0, 0, RequestKind.PARTIAL));
        model.awaitStarted();
        CompletableFuture<SpeechOutcome> waiting =
                pool.recognize(request("s", 0, 1, RequestKind.FINAL));
        Thread closer = new Thread(pool::close);
        closer.start();
        assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(RecognitionStatus.FAILED);
        gate.countDown();
        closer.join();
        assertThat(running.get().status()).isEqualTo(RecognitionStatus.RECOGNIZED);
    }
}
