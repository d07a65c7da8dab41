package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.fusion.FusionKind;
import dev.lockstep.inference.fusion.FusionWindows;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.text.TextAnalyzer;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.inference.text.analyze.PooledTextAnalyzer;
import dev.lockstep.inference.text.analyze.TextModelSet;
import dev.lockstep.inference.text.moderate.TextClassifier;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.StreamItem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The functions in small jobs, whose types may not need Kryo. */
@Timeout(120)
class TextOperatorsTest {
    private static final ModelIdentity IDENTITY = new ModelIdentity("scripted", "7", "ab");

    /** A text that the models fail on, and one that they never answer. */
    private static final String FAILS = "fails";

    private static final String HANGS = "hangs";

    /** Vectors that tell whether a text has an x; a classifier that knows one word. */
    private record Scripted() implements TextModels, TextEncoder, TextClassifier {
        @Override
        public Lease acquire() {
            TextAnalyzer analyzer =
                    new PooledTextAnalyzer(
                            TextAnalyzerConf.defaults().withWords(List.of("twit")),
                            new TextModelSet(this, null, this, List.of(IDENTITY)),
                            InferenceWorkers.shared(),
                            () -> 42);
            Scripted encoder = this;
            return new Lease() {
                @Override
                public TextAnalyzer analyzer() {
                    return analyzer;
                }

                @Override
                public @Nullable TextEncoder encoder() {
                    return encoder;
                }

                @Override
                public void close() {
                    analyzer.close();
                }
            };
        }

        @Override
        public CompletableFuture<List<float[]>> encode(List<String> texts) {
            if (texts.contains(HANGS)) {
                return new CompletableFuture<>();
            }
            if (texts.contains(FAILS)) {
                return CompletableFuture.failedFuture(new ModelException("It failed."));
            }
            return CompletableFuture.completedFuture(texts.stream().map(Scripted::vector).toList());
        }

        private static float[] vector(String text) {
            return text.isBlank()
                    ? new float[0]
                    : text.contains("x") ? new float[] {1, 0} : new float[] {0, 1};
        }

        @Override
        public Map<String, Float> classify(String text) {
            return Map.of("neutral", 0.2f, "toxic", text.contains("bad") ? 0.6f : 0.1f);
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public ModelIdentity identity() {
            return IDENTITY;
        }

        @Override
        public void close() {}
    }

    private static StreamExecutionEnvironment environment() {
        Configuration conf = new Configuration();
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        return StreamExecutionEnvironment.createLocalEnvironment(1, conf);
    }

    private static TextEvent text(long sequence, String text) {
        return TextEvent.newBuilder()
                .setStreamId("stream")
                .setSourceId("chat")
                .setSequence(sequence)
                .setEventTimeUs(1000 * sequence)
                .setPtsUs(1000 * sequence)
                .setDurationUs(0)
                .setIngestTimeUs(5)
                .setKind(TextKind.CHAT)
                .setText(text)
                .setEndOfStream(text.isEmpty())
                .build();
    }

    private record Read(
            List<TextResult> results, List<StreamItem> items, List<DeadLetter> deadLetters) {}

    private static Read read(long timeoutMs, TextEvent... texts) throws Exception {
        StreamExecutionEnvironment env = environment();
        SingleOutputStreamOperator<TextResult> results =
                AsyncDataStream.orderedWait(
                                env.fromData(new AvroTypeInfo<>(TextEvent.class), texts),
                                new AnalyzeTextFunction(new Scripted()),
                                timeoutMs,
                                TimeUnit.MILLISECONDS,
                                4)
                        .process(new TextResultsFunction());
        CloseableIterator<StreamItem> items =
                results.getSideOutput(TextResultsFunction.ITEMS).collectAsync();
        CloseableIterator<DeadLetter> dead =
                results.getSideOutput(TextResultsFunction.DEAD_LETTERS).collectAsync();
        CloseableIterator<TextResult> read = results.collectAsync();
        env.execute();
        Read all = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (items;
                dead;
                read) {
            read.forEachRemaining(all.results()::add);
            items.forEachRemaining(all.items()::add);
            dead.forEachRemaining(all.deadLetters()::add);
        }
        return all;
    }

    @Test
    void whatIsUnderstoodGoesOnAndEveryTextReachesTheAligner() throws Exception {
        TextEvent failing = text(3, FAILS);
        Read read =
                read(
                        60_000,
                        TextEvent.newBuilder(text(0, "fine x")).setLanguage("de").build(),
                        text(1, "a bad thing"),
                        text(2, "you TW1T"),
                        failing,
                        text(4, ""));

        assertThat(read.results())
                .extracting(TextResult::getVerdict)
                .containsExactly(TextVerdict.PASS, TextVerdict.FLAG, TextVerdict.HOLD);
        TextResult first = read.results().get(0);
        assertThat(first.getLanguage()).isEqualTo("de");
        assertThat(first.getLanguageConfidence()).isNull();
        assertThat(first.getEmbedding()).containsExactly(1f, 0f);
        assertThat(first.getModels()).containsExactly(new ModelReference("scripted", "7", "ab"));
        assertThat(first.getTimes().getInferredUs()).isEqualTo(42);
        assertThat(first.getTimes().getPublishedUs()).isNotNull();
        assertThat(read.results().get(2).getMatchedTerms()).containsExactly("twit");
        assertThat(read.results().get(2).getModeration())
                .isEqualTo(Map.of("neutral", 0.2f, "toxic", 0.1f, "words", 1f));

        assertThat(read.items())
                .extracting(StreamItem::sequence)
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        ItemContent understood = Objects.requireNonNull(read.items().get(0).content());
        assertThat(understood.language()).isEqualTo("de");
        assertThat(understood.moderation()).containsEntry("words", 0f);
        assertThat(understood.embedding()).isNull();
        assertThat(read.items().get(3).content()).isEqualTo(ItemContent.text(FAILS));
        assertThat(read.items().get(4).endOfStream()).isTrue();

        assertThat(read.deadLetters()).hasSize(1);
        DeadLetter letter = read.deadLetters().get(0);
        assertThat(letter.getFailureKind()).isEqualTo("INFERENCE_FAILED");
        assertThat(letter.getTopic()).isEqualTo("media.text");
        assertThat(letter.getMessage())
                .isEqualTo(
                        "Text 3 of source chat was aligned but not analysed: The text could not be"
                                + " analysed: It failed.");
        assertThat(TextEvent.fromByteBuffer(ByteBuffer.wrap(letter.getValue().array())))
                .isEqualTo(failing);
    }

    @Test
    void aTextThatIsNotAnsweredInTimeIsAlignedAllTheSame() throws Exception {
        Read read = read(200, text(0, HANGS), text(1, "fine"));

        assertThat(read.results()).extracting(TextResult::getSequence).containsExactly(1L);
        assertThat(read.items()).extracting(StreamItem::sequence).containsExactly(0L, 1L);
        assertThat(read.deadLetters().get(0).getMessage()).contains("not analysed in time");
    }

    private static List<AlignedWindow> fuse(
            long timeoutMs, FusionSetup setup, AlignedWindow... windows) throws Exception {
        StreamExecutionEnvironment env = environment();
        CloseableIterator<AlignedWindow> fused =
                AsyncDataStream.orderedWait(
                                env.fromData(new AvroTypeInfo<>(AlignedWindow.class), windows),
                                new EmbedWindowsFunction(new Scripted()),
                                timeoutMs,
                                TimeUnit.MILLISECONDS,
                                4)
                        .map(new FuseFunction(setup))
                        .returns(new AvroTypeInfo<>(AlignedWindow.class))
                        .collectAsync();
        env.execute();
        List<AlignedWindow> all = new ArrayList<>();
        try (fused) {
            fused.forEachRemaining(all::add);
        }
        return all;
    }

    @Test
    void windowsAreEmbeddedAndFusedInTheirOrder() throws Exception {
        List<AlignedWindow> fused =
                fuse(
                        60_000,
                        FusionSetup.of(FusionKind.ATTENTION, true),
                        FusionWindows.of(
                                FusionWindows.said("an x"),
                                FusionWindows.shown(List.of("x"), List.of("bottle"))),
                        FusionWindows.of(FusionWindows.said(FAILS), FusionWindows.written("more")),
                        FusionWindows.of());

        assertThat(fused).hasSize(3);
        assertThat(fused).extracting(AlignedWindow::getFusion).containsOnly("attention");
        assertThat(fused.get(0).getSimilarities()).hasSize(1);
        assertThat(fused.get(0).getSimilarities().get(0).getCosine()).isEqualTo(1f);
        assertThat(fused.get(0).getEmbedding()).hasSize(2);
        assertThat(fused.get(0).getModalities().get(0).getAttribution()).isNotNull();
        assertThat(fused.get(0).getModalities().get(1).getModels())
                .containsExactly(new ModelReference("scripted", "7", "ab"));
        assertThat(fused.get(0).getTimes().getPublishedUs()).isNotNull();
        // The encoder failed: weighed, not embedded.
        assertThat(fused.get(1).getEmbedding()).isNull();
        assertThat(fused.get(1).getModalities().get(0).getWeight()).isCloseTo(0.5f, within(1e-6f));
        assertThat(fused.get(2).getModalities().get(0).getWeight()).isNull();
    }

    @Test
    void aWindowDoesNotWaitForItsEmbeddingsForLong() throws Exception {
        List<AlignedWindow> fused =
                fuse(
                        200,
                        FusionSetup.of(FusionKind.WEIGHTED, false),
                        FusionWindows.of(FusionWindows.said(HANGS)),
                        FusionWindows.of(FusionWindows.said("x")));
        assertThat(fused.get(0).getEmbedding()).isNull();
        assertThat(fused.get(0).getModalities().get(0).getWeight()).isEqualTo(1f);
        assertThat(fused.get(1).getEmbedding()).containsExactly(1f, 0f);
    }
}
