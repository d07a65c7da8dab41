package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.BrightnessModel;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.inference.vision.analyze.PooledVisionAnalyzer;
import dev.lockstep.inference.vision.analyze.VisionModelSet;
import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the aligner is told of a frame. */
@Timeout(60)
class SeenFrameTest {
    private static StreamItem item(VisionAnalyzer analyzer, VideoFrame frame) {
        return SeenFrame.of(frame, analyzer.analyze(frame).join()).item();
    }

    private static VisionAnalyzer analyzer(VisionModelSet models) {
        return new PooledVisionAnalyzer(
                AnalyzerConf.defaults(),
                models,
                null,
                new InferenceWorkers(System::nanoTime),
                () -> 42);
    }

    @Test
    void aFrameThatNobodyLookedAtHasNoContent() {
        VideoFrame gone =
                Frames.builder("cam", 0)
                        .setPayloadReference(
                                new PayloadReference("file:/gone", "0".repeat(64), 9L, null))
                        .build();
        VideoFrame bad = Frames.of("cam", 1, new byte[] {1, 2, 3});
        VideoFrame seen = Frames.of("cam", 2, BrightnessModel.picture(39));
        VideoFrame same = Frames.of("cam", 3, BrightnessModel.picture(39));
        try (VisionAnalyzer analyzer = analyzer(new BrightnessModel(99).set())) {
            StreamItem missing = item(analyzer, gone);
            assertThat(missing.content()).isNull();
            assertThat(missing.role()).isEqualTo(ItemRole.RECORD);
            StreamItem invalid = item(analyzer, bad);
            assertThat(invalid.content()).isNull();
            assertThat(invalid.role()).isEqualTo(ItemRole.INVALID);
            assertThat(item(analyzer, seen).content())
                    .isEqualTo(ItemContent.seen(List.of("bottle"), List.of(), 1));
            assertThat(item(analyzer, same).content())
                    .isEqualTo(ItemContent.seen(List.of("bottle"), List.of(), 1));
        }
        try (VisionAnalyzer analyzer = analyzer(VisionModelSet.NONE)) {
            assertThat(item(analyzer, seen).content()).isNull();
        }
    }

    @Test
    void aFrameThatWasShedHasNoContent() {
        BrightnessModel model = new BrightnessModel(0);
        try (VisionAnalyzer analyzer = analyzer(model.set())) {
            List<VideoFrame> frames = new ArrayList<>();
            List<CompletableFuture<VisionOutcome>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                frames.add(Frames.of("cam", i, BrightnessModel.picture(20 * i / 4 + 1)));
                answers.add(analyzer.analyze(frames.get(i)));
                if (i == 0) {
                    model.awaitEntered();
                }
            }
            model.let(99);
            VisionOutcome shed = answers.get(1).join();
            assertThat(shed.status()).isEqualTo(VisionStatus.SHED);
            assertThat(SeenFrame.of(frames.get(1), shed).item().content()).isNull();
            VisionOutcome last = answers.get(4).join();
            assertThat(SeenFrame.of(frames.get(4), last).item().content()).isNotNull();
        }
    }
}
