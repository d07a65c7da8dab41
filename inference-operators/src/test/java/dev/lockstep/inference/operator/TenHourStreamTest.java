package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.LongStream;

/**
 * Ten hours of sound through the three operators of the speech path. The models are {@link
 * LoudnessModels}: ten hours of real recognition do not fit into a test, and what grows with the
 * length of a stream is not in the models.
 */
@Timeout(300)
class TenHourStreamTest {
    private static final int HOURS = 10;
    private static final long HOUR_CHUNKS = 36_000;
    private static final long HOUR_US = 3_600_000_000L;

    /** A minute, over and over: 2 s, 5 s and 16 s of speech, the last longer than an utterance. */
    private static final int MINUTE_CHUNKS = 600;

    private static final int[][] LOUD = {{10, 30}, {40, 90}, {110, 270}};
    private static final int FINALS_A_MINUTE = 4;

    /** In the middle of the second utterance of a minute. */
    private static final int LOOK_AT = 60;

    private final List<Caption> finals = new ArrayList<>();
    private final List<SpokenWords> ends = new ArrayList<>();
    private long items;
    private @Nullable StreamItem lastItem;
    private long captions;
    private KeyedOneInputStreamOperatorTestHarness<String, AudioInput, SpeechRequest> segmenter;
    private OneInputStreamOperatorTestHarness<SpeechRequest, SpeechOutcome> recognizer;
    private KeyedOneInputStreamOperatorTestHarness<String, SpeechOutcome, Caption> assembler;

    /** What the operators would write into a checkpoint, bytes, and how many keys they hold. */
    private record Footprint(
            long segmenterBytes,
            long recognizerBytes,
            long assemblerBytes,
            int segmenterEntries,
            int assemblerEntries) {}

    @BeforeEach
    void open() throws Exception {
        segmenter = Harnesses.segmenter(1, 0);
        // No time-out: the harness would keep the timers of answered requests, and their sound.
        recognizer =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new RecognizeSpeechFunction(new LoudnessModels()),
                                0,
                                16,
                                AsyncDataStream.OutputMode.UNORDERED),
                        SpeechRequestType.of().createSerializer(new SerializerConfigImpl()));
        assembler = Harnesses.assembler();
        segmenter.open();
        recognizer.open();
        assembler.open();
    }

    @AfterEach
    void close() throws Exception {
        segmenter.close();
        recognizer.close();
        assembler.close();
    }

    @Test
    void stateStaysFlatAndTimesAndCountsStayRight() throws Exception {
        List<Footprint> hourly = new ArrayList<>();
        for (long i = 0; i < HOURS * HOUR_CHUNKS; i++) {
            push(Sounds.input("s", i, isLoud(i) ? 1_000 : 0));
            if (i % HOUR_CHUNKS == HOUR_CHUNKS - MINUTE_CHUNKS + LOOK_AT) {
                hourly.add(footprint());
            }
        }
        push(Sounds.end("s", HOURS * HOUR_CHUNKS));

        assertThat(hourly).hasSize(HOURS);
        Footprint first = hourly.get(0);
        assertThat(first.segmenterBytes()).isBetween(50_000L, 400_000L);
        assertThat(first.assemblerBytes()).isBetween(100L, 10_000L);
        // The same moment of each minute: not one byte more, nine hours later.
        assertThat(hourly.get(HOURS - 1)).isEqualTo(first);

        assertUtterances();
        assertItems();
        segmenter.setProcessingTime(2 * Harnesses.RETENTION.toMillis());
        assembler.setProcessingTime(2 * Harnesses.RETENTION.toMillis());
        assertThat(segmenter.numKeyedStateEntries()).isZero();
        assertThat(assembler.numKeyedStateEntries()).isZero();
    }

    private void assertUtterances() {
        int minutes = HOURS * 60;
        assertThat(finals).hasSize(minutes * FINALS_A_MINUTE);
        assertThat(captions).isGreaterThan(10L * minutes);
        for (int i = 0; i < finals.size(); i++) {
            Caption caption = finals.get(i);
            Caption model = finals.get(i % FINALS_A_MINUTE);
            long laterUs = i / FINALS_A_MINUTE * (HOUR_US / 60);
            assertThat(caption.getUtterance()).isEqualTo(i);
            assertThat(caption.getEventTimeUs()).isEqualTo(model.getEventTimeUs() + laterUs);
            assertThat(caption.getPtsUs()).isEqualTo(model.getPtsUs() + laterUs);
            assertThat(caption.getDurationUs()).isEqualTo(model.getDurationUs());
            assertThat(caption.getCloseReason()).isEqualTo(model.getCloseReason());
            assertThat(caption.getRevision()).isEqualTo(model.getRevision());
            assertThat(caption.getWords().get(0).getStartUs())
                    .isEqualTo(model.getWords().get(0).getStartUs() + laterUs);
        }
        assertThat(finals.subList(0, FINALS_A_MINUTE).stream().map(Caption::getCloseReason))
                .containsExactly(
                        CloseReason.SILENCE,
                        CloseReason.SILENCE,
                        CloseReason.LONGEST_UTTERANCE,
                        CloseReason.SILENCE);
        long lastSpeechUs = HOURS * HOUR_US - (MINUTE_CHUNKS - 270) * 100_000L;
        Caption last = finals.get(finals.size() - 1);
        assertThat(last.getEventTimeUs() + last.getDurationUs())
                .isBetween(lastSpeechUs, lastSpeechUs + 1_000_000);
    }

    /** What the aligner hears: every chunk, and the end of every utterance and of the source. */
    private void assertItems() {
        assertThat(items).isEqualTo(HOURS * HOUR_CHUNKS + 1);
        StreamItem last = Objects.requireNonNull(lastItem);
        assertThat(last.endOfStream()).isTrue();
        assertThat(last.sequence()).isEqualTo(HOURS * HOUR_CHUNKS);
        assertThat(last.eventTimeUs()).isEqualTo(HOURS * HOUR_US);
        assertThat(Objects.requireNonNull(last.mark()).utterances()).isEqualTo(finals.size() + 1);
        assertThat(ends).hasSize(finals.size() + 1);
        assertThat(ends)
                .extracting(SpokenWords::utterance)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, finals.size()).boxed().toList());
        assertThat(ends.get(finals.size()).endOfSpeech()).isTrue();
    }

    private void push(AudioInput input) throws Exception {
        segmenter.processElement(new StreamRecord<>(input));
        boolean asked =
                TenHourStreamTest.<SpeechRequest>drain(
                        segmenter.getOutput(),
                        request -> recognizer.processElement(new StreamRecord<>(request)));
        if (asked) {
            // Waits for what is unanswered, as a checkpoint of a calm moment would find it.
            recognizer.endInput();
        }
        TenHourStreamTest.<SpeechOutcome>drain(
                recognizer.getOutput(),
                outcome -> assembler.processElement(new StreamRecord<>(outcome)));
        captions += assembler.getOutput().size();
        assembler.getOutput().clear();
        TenHourStreamTest.<Caption>drain(
                assembler.getSideOutput(AssembleCaptionsFunction.SETTLED), finals::add);
        TenHourStreamTest.<StreamItem>drain(
                segmenter.getSideOutput(SpeechSegmenterFunction.ITEMS),
                item -> {
                    items++;
                    lastItem = item;
                });
        TenHourStreamTest.<StreamItem>drain(
                assembler.getSideOutput(AssembleCaptionsFunction.WORDS),
                item -> {
                    SpokenWords spoken = Objects.requireNonNull(item.spoken());
                    if (spoken.last()) {
                        ends.add(spoken);
                    }
                });
    }

    private Footprint footprint() throws Exception {
        return new Footprint(
                segmenter.snapshot(1, 1).getStateSize(),
                recognizer.snapshot(1, 1).getStateSize(),
                assembler.snapshot(1, 1).getStateSize(),
                segmenter.numKeyedStateEntries(),
                assembler.numKeyedStateEntries());
    }

    private static boolean isLoud(long chunk) {
        long at = chunk % MINUTE_CHUNKS;
        for (int[] span : LOUD) {
            if (at >= span[0] && at < span[1]) {
                return true;
            }
        }
        return false;
    }

    /** Does something that may fail. */
    private interface Taker<T> {
        void take(T value) throws Exception;
    }

    @SuppressWarnings("unchecked")
    private static <T> boolean drain(Queue<?> queue, Taker<T> taker) throws Exception {
        boolean any = false;
        if (queue != null) {
            for (Object element = queue.poll(); element != null; element = queue.poll()) {
                taker.take(((StreamRecord<T>) element).getValue());
                any = true;
            }
        }
        return any;
    }
}
