package dev.lockstep.inference.vision.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.BrightnessModel;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.inference.vision.object.CocoLabels;
import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PooledVisionAnalyzerTest {
    private static final long NOW_US = Frames.START_US + 999_000_000;
    private static final AnalyzerConf CONF = AnalyzerConf.defaults();

    private static PooledVisionAnalyzer analyzer(BrightnessModel model, AnalyzerConf conf) {
        return new PooledVisionAnalyzer(conf, model.set(), null, workers(), () -> NOW_US);
    }

    private static InferenceWorkers workers() {
        return new InferenceWorkers(System::nanoTime);
    }

    private static VideoFrame frame(String source, long sequence, int label) {
        return Frames.of(source, sequence, BrightnessModel.picture(label));
    }

    private static VisionResult result(VisionOutcome outcome) {
        return Objects.requireNonNull(outcome.result());
    }

    private static String label(VisionOutcome outcome) {
        return result(outcome).getDetections().get(0).getLabel();
    }

    @Test
    void looksAtAFrameAndSaysAllOfIt() {
        try (var analyzer = analyzer(new BrightnessModel(9), CONF)) {
            VideoFrame frame = frame("cam", 7, 39);
            VisionOutcome outcome = analyzer.analyze(frame).join();
            assertThat(outcome.status()).isEqualTo(VisionStatus.ANALYZED);
            assertThat(outcome.sourceId()).isEqualTo("cam");
            assertThat(outcome.sequence()).isEqualTo(7);
            assertThat(outcome.eventTimeUs()).isEqualTo(frame.getEventTimeUs());
            assertThat(outcome.failure()).isNull();
            assertThat(outcome.refused()).isNull();
            assertThat(label(outcome)).isEqualTo("bottle");
            VisionResult result = result(outcome);
            assertThat(result.getSkipped()).isFalse();
            assertThat(result.getPtsUs()).isEqualTo(frame.getPtsUs());
            assertThat(result.getModels().get(0).getId()).isEqualTo("brightness");
            assertThat(result.getTimes().getCapturedUs()).isEqualTo(frame.getEventTimeUs());
            assertThat(result.getTimes().getIngestedUs()).isEqualTo(frame.getIngestTimeUs());
            assertThat(result.getTimes().getInferredUs()).isEqualTo(NOW_US);
        }
    }

    @Test
    void anUnchangedFrameHasTheResultOfTheLastThatWasLookedAt() {
        BrightnessModel model = new BrightnessModel(9);
        try (var analyzer = analyzer(model, CONF)) {
            List<VisionStatus> statuses = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            // Class 40 is 3 of 255 brighter than 39, below the threshold; 44 is above it from 39,
            // and slow drift adds up against the last frame that was looked at.
            for (int label : new int[] {39, 39, 40, 42, 44, 44, 39}) {
                VisionOutcome outcome =
                        analyzer.analyze(frame("cam", statuses.size(), label)).join();
                statuses.add(outcome.status());
                labels.add(label(outcome));
                assertThat(result(outcome).getSkipped())
                        .isEqualTo(outcome.status() == VisionStatus.UNCHANGED);
                assertThat(result(outcome).getModels()).hasSize(1);
            }
            assertThat(model.seen()).containsExactly(39, 44, 39);
            assertThat(statuses)
                    .containsExactly(
                            VisionStatus.ANALYZED,
                            VisionStatus.UNCHANGED,
                            VisionStatus.UNCHANGED,
                            VisionStatus.UNCHANGED,
                            VisionStatus.ANALYZED,
                            VisionStatus.UNCHANGED,
                            VisionStatus.ANALYZED);
            String second = CocoLabels.ALL.get(44);
            assertThat(labels)
                    .containsExactly(
                            "bottle", "bottle", "bottle", "bottle", second, second, "bottle");
        }
    }

    @Test
    void sourcesDoNotShareTheirMemoryAndAnEndedOneForgets() {
        BrightnessModel model = new BrightnessModel(9);
        try (var analyzer = analyzer(model, CONF)) {
            analyzer.analyze(frame("a", 0, 10)).join();
            analyzer.analyze(frame("b", 0, 10)).join();
            VisionOutcome end = analyzer.analyze(Frames.end("a", 1)).join();
            assertThat(end.status()).isEqualTo(VisionStatus.END_OF_STREAM);
            assertThat(end.result()).isNull();
            assertThat(end.failureKind()).isNull();
            analyzer.analyze(frame("a", 2, 10)).join();
            assertThat(model.seen()).containsExactly(10, 10, 10);
            assertThat(analyzer.analyze(frame("b", 1, 10)).join().status())
                    .isEqualTo(VisionStatus.UNCHANGED);
        }
    }

    @Test
    void aFrameThatWaitsBehindTheEndOfItsSourceIsLookedAt() {
        BrightnessModel model = new BrightnessModel(0);
        try (var analyzer = analyzer(model, CONF)) {
            CompletableFuture<VisionOutcome> first = analyzer.analyze(frame("a", 0, 10));
            model.awaitEntered();
            CompletableFuture<VisionOutcome> end = analyzer.analyze(Frames.end("a", 1));
            CompletableFuture<VisionOutcome> next = analyzer.analyze(frame("a", 2, 10));
            model.let(9);
            assertThat(first.join().status()).isEqualTo(VisionStatus.ANALYZED);
            assertThat(end.join().status()).isEqualTo(VisionStatus.END_OF_STREAM);
            assertThat(next.join().status()).isEqualTo(VisionStatus.ANALYZED);
        }
    }

    @Test
    void shedsTheOldestThatWaitAndNeverTheEndOrTheNewest() {
        BrightnessModel model = new BrightnessModel(0);
        try (var analyzer = analyzer(model, CONF)) {
            List<CompletableFuture<VisionOutcome>> answers = new ArrayList<>();
            answers.add(analyzer.analyze(frame("cam", 0, 0)));
            model.awaitEntered();
            for (int i = 1; i < 6; i++) {
                answers.add(analyzer.analyze(frame("cam", i, i * 10)));
            }
            answers.add(analyzer.analyze(Frames.end("cam", 6)));
            // Two may wait: of six that do, the four oldest are given up at once.
            for (int i = 1; i < 5; i++) {
                assertThat(answers.get(i)).isCompleted();
                VisionOutcome shed = answers.get(i).join();
                assertThat(shed.status()).isEqualTo(VisionStatus.SHED);
                assertThat(result(shed).getSkipped()).isTrue();
                assertThat(result(shed).getDetections()).isEmpty();
                assertThat(result(shed).getModels()).isEmpty();
                assertThat(shed.failureKind()).isNull();
            }
            model.let(9);
            assertThat(answers.get(0).join().status()).isEqualTo(VisionStatus.ANALYZED);
            assertThat(answers.get(5).join().status()).isEqualTo(VisionStatus.ANALYZED);
            assertThat(answers.get(6).join().status()).isEqualTo(VisionStatus.END_OF_STREAM);
            assertThat(model.seen()).containsExactly(0, 50);
        }
    }

    @Test
    void shedsWhatHasWaitedLongestWhenManySourcesWait() {
        BrightnessModel model = new BrightnessModel(0);
        try (var analyzer = analyzer(model, CONF)) {
            List<CompletableFuture<VisionOutcome>> answers = new ArrayList<>();
            answers.add(analyzer.analyze(frame("busy", 0, 0)));
            model.awaitEntered();
            for (int i = 1; i <= CONF.capacity() + 10; i++) {
                answers.add(analyzer.analyze(frame("cam-" + i, 0, 20)));
            }
            answers.add(analyzer.analyze(Frames.end("cam-1", 1)));
            long shed =
                    answers.stream()
                            .filter(CompletableFuture::isDone)
                            .filter(a -> a.join().status() == VisionStatus.SHED)
                            .count();
            assertThat(shed).isEqualTo(11);
            model.let(999);
            for (int i = 0; i < answers.size(); i++) {
                VisionStatus status = answers.get(i).join().status();
                assertThat(status)
                        .as("frame %d", i)
                        .isEqualTo(
                                i == answers.size() - 1
                                        ? VisionStatus.END_OF_STREAM
                                        : i >= 1 && i <= 11
                                                ? VisionStatus.SHED
                                                : VisionStatus.ANALYZED);
            }
        }
    }

    @Test
    void shedsNothingInAReplayAndKeepsTheOrderOfASource() {
        BrightnessModel model = new BrightnessModel(0);
        try (var analyzer = analyzer(model, CONF.keepingAll())) {
            List<CompletableFuture<VisionOutcome>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(analyzer.analyze(frame("cam", i, i * 6)));
            }
            model.let(99);
            answers.forEach(CompletableFuture::join);
            assertThat(model.seen()).containsExactly(0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60, 66);
        }
    }

    @Test
    void sourcesTakeTurns() {
        BrightnessModel model = new BrightnessModel(0);
        try (var analyzer = analyzer(model, CONF.keepingAll())) {
            List<CompletableFuture<VisionOutcome>> answers = new ArrayList<>();
            answers.add(analyzer.analyze(frame("busy", 0, 0)));
            model.awaitEntered();
            for (int i = 1; i < 4; i++) {
                answers.add(analyzer.analyze(frame("busy", i, i * 10)));
            }
            answers.add(analyzer.analyze(frame("calm", 0, 70)));
            model.let(99);
            answers.forEach(CompletableFuture::join);
            assertThat(model.seen().indexOf(70)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aBadFrameIsOneFailureAndTheNextOneIsLookedAt() {
        try (var analyzer = analyzer(new BrightnessModel(9), CONF)) {
            VideoFrame bad = Frames.of("cam", 0, new byte[0]);
            VisionOutcome outcome = analyzer.analyze(bad).join();
            assertThat(outcome.status()).isEqualTo(VisionStatus.FAILED);
            assertThat(outcome.failureKind()).isEqualTo(FailureKind.INVALID_FIELD);
            assertThat(outcome.failure()).contains("zero bytes");
            assertThat(outcome.refused()).isSameAs(bad);
            assertThat(outcome.result()).isNull();
            VideoFrame png = frame("cam", 1, 5);
            png.setCodec("png");
            assertThat(analyzer.analyze(png).join().failure()).contains("coded as 'png'");
            VideoFrame neither = Frames.builder("cam", 2).build();
            assertThat(analyzer.analyze(neither).join().failure()).contains("neither a picture");
            assertThat(label(analyzer.analyze(frame("cam", 3, 39)).join())).isEqualTo("bottle");
        }
    }

    @Test
    void aModelThatFailsIsAFailureAndTheFrameAfterItIsLookedAt() {
        BrightnessModel model = new BrightnessModel(9);
        try (var analyzer = analyzer(model, CONF)) {
            VisionOutcome outcome = analyzer.analyze(frame("cam", 0, BrightnessModel.FAILS)).join();
            assertThat(outcome.status()).isEqualTo(VisionStatus.FAILED);
            assertThat(outcome.failureKind()).isEqualTo(FailureKind.INFERENCE_FAILED);
            assertThat(outcome.failure()).contains("unlucky");
            analyzer.analyze(frame("cam", 1, BrightnessModel.FAILS)).join();
            assertThat(model.seen()).hasSize(2);
            assertThat(analyzer.analyze(frame("cam", 2, 20)).join().status())
                    .isEqualTo(VisionStatus.ANALYZED);
        }
    }

    @Test
    void readsPicturesThatTravelByReference(@TempDir Path folder) throws Exception {
        PayloadStore store = new FilePayloadStore(folder, Duration.ofHours(1), Clock.systemUTC());
        PayloadReference reference = store.put(BrightnessModel.picture(39));
        PayloadReference gone = new PayloadReference(reference.getUri(), "0".repeat(64), 5L, null);
        PayloadReference huge =
                new PayloadReference(reference.getUri(), "0".repeat(64), 1L << 40, null);
        try (var analyzer =
                new PooledVisionAnalyzer(
                        CONF, new BrightnessModel(9).set(), store, workers(), () -> NOW_US)) {
            VideoFrame frame = Frames.builder("cam", 0).setPayloadReference(reference).build();
            assertThat(label(analyzer.analyze(frame).join())).isEqualTo("bottle");

            VideoFrame lost = Frames.builder("cam", 1).setPayloadReference(gone).build();
            VisionOutcome missing = analyzer.analyze(lost).join();
            assertThat(missing.status()).isEqualTo(VisionStatus.MISSING);
            assertThat(missing.failureKind()).isEqualTo(FailureKind.PAYLOAD_MISSING);
            assertThat(result(missing).getSkipped()).isTrue();
            assertThat(result(missing).getModels()).isEmpty();
            assertThat(missing.refused()).isSameAs(lost);

            VideoFrame large = Frames.builder("cam", 2).setPayloadReference(huge).build();
            assertThat(analyzer.analyze(large).join().failureKind())
                    .isEqualTo(FailureKind.INVALID_FIELD);

            Path object = folder.resolve(reference.getSha256().substring(0, 2));
            byte[] other = BrightnessModel.picture(40);
            Files.write(
                    object.resolve(reference.getSha256()),
                    java.util.Arrays.copyOf(other, (int) reference.getSizeBytes()));
            assertThat(analyzer.analyze(frame).join().failureKind())
                    .isEqualTo(FailureKind.INVALID_FIELD);
        }
        try (var analyzer = analyzer(new BrightnessModel(9), CONF)) {
            VideoFrame frame = Frames.builder("cam", 0).setPayloadReference(reference).build();
            assertThat(analyzer.analyze(frame).join().failure()).contains("vision.payload-dir");
        }
    }

    @Test
    void withoutModelsEveryFrameHasAnEmptyResult() {
        try (var analyzer =
                new PooledVisionAnalyzer(
                        CONF, VisionModelSet.NONE, null, workers(), () -> NOW_US)) {
            VisionOutcome outcome = analyzer.analyze(frame("cam", 0, 39)).join();
            assertThat(outcome.status()).isEqualTo(VisionStatus.ANALYZED);
            assertThat(result(outcome).getModels()).isEmpty();
            assertThat(result(outcome).getDetections()).isEmpty();
        }
    }

    @Test
    void closingAnswersAllThatWaitsAndFreesTheBuffers() {
        BrightnessModel model = new BrightnessModel(0);
        var analyzer = analyzer(model, CONF.keepingAll());
        CompletableFuture<VisionOutcome> running = analyzer.analyze(frame("cam", 0, 39));
        model.awaitEntered();
        CompletableFuture<VisionOutcome> waiting = analyzer.analyze(frame("cam", 1, 50));
        Thread closer = new Thread(analyzer::close);
        closer.start();
        assertThat(waiting.join().failure()).contains("closed");
        model.let(9);
        assertThat(label(running.join())).isEqualTo("bottle");
        join(closer);
        assertThat(model.model().openSlots()).isZero();
        assertThat(analyzer.analyze(frame("cam", 2, 1)).join().status())
                .isEqualTo(VisionStatus.FAILED);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
