package dev.lockstep.align.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final String STREAM = "talk";

    @Test
    void aStreamThatCannotGoOnWhenTheGraceEndsLooksAgainLaterAndNotAtOnce() throws Exception {
        try (var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, StreamItem, AlignedWindow>(
                        new KeyedProcessOperator<>(new AlignFunction(Confs.replay())),
                        StreamItem::streamId,
                        Types.STRING)) {
            harness.open();
            harness.setProcessingTime(1_000);
            harness.processElement(Items.audio(STREAM, 0, new SpeechMark(0, Items.START_US)), 0);

            harness.setProcessingTime(7_000);
            harness.setProcessingTime(8_000);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void aReplayThatNobodyAnnouncedClosesAfterTheGrace() throws Exception {
        try (var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, StreamItem, AlignedWindow>(
                        new KeyedProcessOperator<>(new AlignFunction(Confs.replay())),
                        StreamItem::streamId,
                        Types.STRING)) {
            harness.open();
            harness.setProcessingTime(1_000);
            for (int i = 0; i < 30; i++) {
                harness.processElement(
                        Items.audio(STREAM, i, new SpeechMark(0, Items.START_US)), 0);
            }
            harness.processElement(Items.spoken(STREAM, 0, true, 1_000, "hello"), 0);
            harness.processElement(Items.end(STREAM, "audio-0", Modality.AUDIO, 30, 3_000), 0);
            harness.snapshot(1, 1);
            harness.processElement(Items.endOfSpeech(STREAM, 1), 0);
            harness.snapshot(2, 2);
            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

            harness.setProcessingTime(6_000);

            assertThat(harness.extractOutputValues()).isNotEmpty();
            assertThat(harness.getSideOutput(AlignFunction.LEDGER))
                    .extracting(r -> ((LedgerEntry) r.getValue()).getEndOfStream())
                    .containsExactly(true);
        }
    }
}
