package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.BrightnessModel;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.analyze.PooledVisionAnalyzer;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two functions in a small job, whose types may not need Kryo. */
@Timeout(120)
class VisionOperatorsTest {
    /** The job's functions are copies: they find what a test wants by name. */
    private static final ConcurrentHashMap<String, BrightnessModel> MODELS =
            new ConcurrentHashMap<>();

    /** Analysers on a model of {@link #MODELS}. */
    private record TestModels(String name) implements VisionModels {
        @Override
        public Lease acquire() {
            BrightnessModel model = Objects.requireNonNull(MODELS.get(name));
            VisionAnalyzer analyzer =
                    new PooledVisionAnalyzer(
                            AnalyzerConf.defaults().keepingAll(),
                            model.set(),
                            null,
                            new InferenceWorkers(System::nanoTime),
                            () -> 42);
            return new Lease() {
                @Override
                public VisionAnalyzer analyzer() {
                    return analyzer;
                }

                @Override
                public void close() {
                    // A stuck picture would be waited for.
                    model.let(99);
                    analyzer.close();
                }
            };
        }
    }

    private record Produced(List<VisionResult> results, List<DeadLetter> deadLetters) {}

    private static Produced run(String name, long timeoutMs, List<VideoFrame> frames)
            throws Exception {
        Configuration conf = new Configuration();
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
        SingleOutputStreamOperator<SeenFrame> outcomes =
                AsyncDataStream.unorderedWait(
                        env.fromData(
                                new AvroTypeInfo<>(VideoFrame.class),
                                frames.toArray(new VideoFrame[0])),
                        new AnalyzeFramesFunction(new TestModels(name)),
                        timeoutMs,
                        TimeUnit.MILLISECONDS,
                        4);
        SingleOutputStreamOperator<VisionResult> results =
                outcomes.process(new VisionResultsFunction());
        CloseableIterator<DeadLetter> dead =
                results.getSideOutput(VisionResultsFunction.DEAD_LETTERS).collectAsync();
        CloseableIterator<VisionResult> seen = results.collectAsync();
        env.execute();
        Produced produced = new Produced(new ArrayList<>(), new ArrayList<>());
        try (dead;
                seen) {
            seen.forEachRemaining(produced.results()::add);
            dead.forEachRemaining(produced.deadLetters()::add);
        }
        produced.results().sort(Comparator.comparing(VisionResult::getSequence));
        return produced;
    }

    @Test
    void resultsGoOnAndBadFramesBecomeDeadLetters() throws Exception {
        MODELS.put("all", new BrightnessModel(99));
        byte[] bottle = BrightnessModel.picture(39);
        VideoFrame bad = Frames.of("cam", 2, new byte[] {1, 2, 3});
        Produced produced =
                run(
                        "all",
                        60_000,
                        List.of(
                                Frames.of("cam", 0, bottle),
                                Frames.of("cam", 1, bottle),
                                bad,
                                Frames.of("cam", 3, BrightnessModel.picture(2)),
                                Frames.of("cam", 4, BrightnessModel.picture(BrightnessModel.FAILS)),
                                Frames.builder("cam", 5)
                                        .setPayloadReference(
                                                new dev.lockstep.schema.avro.PayloadReference(
                                                        "file:/gone", "0".repeat(64), 9L, null))
                                        .build(),
                                Frames.end("cam", 6)));

        assertThat(produced.results())
                .extracting(VisionResult::getSequence)
                .containsExactly(0L, 1L, 3L, 5L);
        assertThat(produced.results())
                .extracting(VisionResult::getSkipped)
                .containsExactly(false, true, false, true);
        assertThat(produced.results().get(1).getDetections().get(0).getLabel()).isEqualTo("bottle");
        assertThat(produced.results().get(0).getTimes().getInferredUs()).isEqualTo(42);
        assertThat(produced.results().get(0).getTimes().getPublishedUs()).isNotNull();

        assertThat(produced.deadLetters())
                .extracting(DeadLetter::getFailureKind)
                .containsExactlyInAnyOrder("INVALID_FIELD", "INFERENCE_FAILED", "PAYLOAD_MISSING");
        DeadLetter letter =
                produced.deadLetters().stream()
                        .filter(d -> d.getFailureKind().equals("INVALID_FIELD"))
                        .findFirst()
                        .orElseThrow();
        assertThat(letter.getTopic()).isEqualTo("media.video");
        assertThat(letter.getStage()).isEqualTo("analyze");
        assertThat(letter.getStreamId()).isEqualTo("stream");
        assertThat(letter.getMessage()).startsWith("Frame 2 of source cam was not analysed: ");
        assertThat(VideoFrame.fromByteBuffer(ByteBuffer.wrap(letter.getValue().array())))
                .isEqualTo(bad);
    }

    @Test
    void aFrameThatIsNotAnsweredInTimeIsAFailure() throws Exception {
        BrightnessModel stuck = new BrightnessModel(0);
        MODELS.put("stuck", stuck);
        List<VideoFrame> frames = List.of(Frames.of("cam", 0, BrightnessModel.picture(1)));

        Produced produced = run("stuck", 200, frames);

        assertThat(produced.results()).isEmpty();
        assertThat(produced.deadLetters()).hasSize(1);
        assertThat(produced.deadLetters().get(0).getMessage()).contains("not analysed in time");
    }
}
