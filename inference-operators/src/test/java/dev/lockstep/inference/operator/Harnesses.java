package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.schema.avro.Caption;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Test harnesses of the keyed operators. */
final class Harnesses {
    static final Duration RETENTION = Duration.ofHours(1);
    private static final int MAX_PARALLELISM = 8;

    private Harnesses() {}

    static KeyedOneInputStreamOperatorTestHarness<String, AudioInput, SpeechRequest> segmenter(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                        new SpeechSegmenterFunction(
                                new LoudnessModels(), SegmenterConf.defaults(), RETENTION)),
                input -> SourceKeys.of(input),
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    static KeyedOneInputStreamOperatorTestHarness<String, SpeechOutcome, Caption> assembler()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AssembleCaptionsFunction(RETENTION)),
                outcome -> SourceKeys.of(outcome),
                Types.STRING,
                MAX_PARALLELISM,
                1,
                0);
    }
}
