package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.flink.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SpeechSegmenterFunctionTest {
    private static final int MID_UTTERANCE = 12;

    @Test
    void goesOnInMidUtteranceAfterARestore() throws Exception {
        List<AudioInput> inputs = Sounds.twoUtterances("s");
        List<UtteranceSpan> spans = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.open();
            push(harness, inputs.subList(0, MID_UTTERANCE));
            snapshot = harness.snapshot(1, 1);
            spans.addAll(spans(harness));
        }
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.initializeState(snapshot);
            harness.open();
            push(harness, inputs.subList(MID_UTTERANCE, inputs.size()));
            spans.addAll(spans(harness));
        }

        assertThat(spans).isEqualTo(undisturbed(inputs));
        assertThat(spans.stream().filter(s -> s.kind() == RequestKind.FINAL)).hasSize(2);
        assertThat(spans.get(spans.size() - 1).kind()).isEqualTo(RequestKind.END_OF_STREAM);
    }

    @Test
    void goesOnInMidUtteranceOnMoreSubtasks() throws Exception {
        List<AudioInput> inputs = interleaved(List.of("a", "b", "c", "d"));
        int half = inputs.size() / 5;
        List<UtteranceSpan> spans = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.open();
            push(harness, inputs.subList(0, half));
            snapshot = harness.snapshot(1, 1);
            spans.addAll(spans(harness));
        }
        int subtasksWithKeys = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var harness = Harnesses.segmenter(2, subtask)) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot, 8, 1, 2, subtask));
                harness.open();
                int before = spans.size();
                for (AudioInput input : inputs.subList(half, inputs.size())) {
                    if (subtaskOf(SourceKeys.of(input)) == subtask) {
                        harness.processElement(input, 0);
                    }
                }
                spans.addAll(spans(harness));
                subtasksWithKeys += spans.size() > before ? 1 : 0;
            }
        }

        assertThat(subtasksWithKeys).isEqualTo(2);
        assertThat(sorted(spans)).isEqualTo(sorted(undisturbed(inputs)));
    }

    @Test
    void sendsARefusedChunkToTheDeadLettersWithItsRecord() throws Exception {
        AudioInput good = Sounds.input("s", 0, 0);
        AudioChunk stereo = AudioChunk.newBuilder(good.chunk()).setChannels(2).build();
        RawRecord record = new RawRecord("media.audio", 3, 17, 5, new byte[] {1}, new byte[] {2});
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.open();
            harness.processElement(new AudioInput(stereo, record), 0);
            harness.processElement(new AudioInput(stereo, null), 0);
            harness.processElement(Sounds.end("s", 0), 0);

            List<DeadLetter> dead = new ArrayList<>();
            harness.getSideOutput(SpeechSegmenterFunction.DEAD_LETTERS)
                    .forEach(r -> dead.add(r.getValue()));
            assertThat(dead).hasSize(2);
            assertThat(dead.get(0).getPartition()).isEqualTo(3);
            assertThat(dead.get(0).getOffset()).isEqualTo(17);
            assertThat(dead.get(0).getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {2}));
            assertThat(dead.get(0).getMessage()).contains("2 channels");
            assertThat(dead.get(1).getOffset()).isEqualTo(-1);
            assertThat(AudioChunk.fromByteBuffer(dead.get(1).getValue())).isEqualTo(stereo);
            assertThat(harness.extractOutputValues().get(0).span().kind())
                    .isEqualTo(RequestKind.END_OF_STREAM);
        }
    }

    @Test
    void remembersAnEndedSourceForAWhile() throws Exception {
        List<AudioInput> inputs = Sounds.twoUtterances("s");
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.open();
            push(harness, inputs);
            int requests = harness.extractOutputValues().size();
            push(harness, inputs);
            assertThat(harness.extractOutputValues()).hasSize(requests);

            harness.setProcessingTime(Harnesses.RETENTION.toMillis() - 1);
            push(harness, inputs);
            assertThat(harness.extractOutputValues()).hasSize(requests);
            assertThat(harness.numKeyedStateEntries()).isPositive();

            harness.setProcessingTime(Harnesses.RETENTION.toMillis());
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static int subtaskOf(String key) {
        return org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, 8, 2);
    }

    private static List<AudioInput> interleaved(List<String> streams) {
        List<AudioInput> inputs = new ArrayList<>();
        for (int i = 0; i < Sounds.twoUtterances("x").size(); i++) {
            for (String stream : streams) {
                inputs.add(Sounds.twoUtterances(stream).get(i));
            }
        }
        return inputs;
    }

    private static List<UtteranceSpan> undisturbed(List<AudioInput> inputs) throws Exception {
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.open();
            push(harness, inputs);
            return spans(harness);
        }
    }

    private static void push(
            KeyedOneInputStreamOperatorTestHarness<String, AudioInput, SpeechRequest> harness,
            List<AudioInput> inputs)
            throws Exception {
        for (AudioInput input : inputs) {
            harness.processElement(new StreamRecord<>(input));
        }
    }

    private static List<UtteranceSpan> spans(
            KeyedOneInputStreamOperatorTestHarness<String, AudioInput, SpeechRequest> harness) {
        return harness.extractOutputValues().stream().map(SpeechRequest::span).toList();
    }

    private static List<UtteranceSpan> sorted(List<UtteranceSpan> spans) {
        return spans.stream()
                .sorted(
                        Comparator.comparing(UtteranceSpan::streamId)
                                .thenComparing(UtteranceSpan::utterance)
                                .thenComparing(UtteranceSpan::step))
                .toList();
    }
}
