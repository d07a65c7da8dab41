package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteerSpeechFunctionTest {
    private static final long SECOND = 1_000_000;

    private KeyedTwoInputStreamOperatorTestHarness<String, SpeechRequest, StreamItem, SpeechRequest>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, SpeechRequest, StreamItem, SpeechRequest>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new SteerSpeechFunction(SteeringConf.defaults().on())),
                request -> request.span().streamId(),
                StreamItem::streamId,
                Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static SpeechRequest sound(String stream, long startUs, long durationUs) {
        return new SpeechRequest(
                new UtteranceSpan(
                        stream,
                        "audio-0",
                        0,
                        0,
                        RequestKind.FINAL,
                        CloseReason.OPEN,
                        startUs,
                        startUs,
                        durationUs,
                        startUs + durationUs,
                        startUs + durationUs,
                        0),
                new short[] {1, 2, 3});
    }

    private static StreamItem frame(String stream, long atUs, String... lines) {
        return new StreamItem(
                stream,
                "video-0",
                Modality.VIDEO,
                ItemRole.RECORD,
                0,
                0,
                atUs,
                0,
                0,
                0,
                false,
                List.of(),
                ItemContent.seen(List.of(), List.of(lines), Float.NaN),
                null,
                null);
    }

    private List<List<String>> terms() {
        return harness.extractOutputValues().stream().map(SpeechRequest::terms).toList();
    }

    @Test
    void soundGetsTheTermsThatWereOnItsStreamsScreen() throws Exception {
        harness.processElement2(frame("s", 10 * SECOND, "Kubernetes operator"), 0);
        harness.processElement2(frame("other", 10 * SECOND, "Flink"), 0);
        harness.processElement1(sound("s", 11 * SECOND, SECOND), 0);

        assertThat(terms()).containsExactly(List.of("Kubernetes", "operator"));
    }

    @Test
    void soundBeforeTheFrameGetsNothingThoughTheFrameIsKnown() throws Exception {
        harness.processElement2(frame("s", 10 * SECOND, "Kubernetes"), 0);
        harness.processElement1(sound("s", 8 * SECOND, SECOND), 0);
        harness.processElement1(sound("s", 9 * SECOND, SECOND), 0);
        harness.processElement1(sound("s", 80 * SECOND, SECOND), 0);

        assertThat(terms()).containsExactly(List.of(), List.of("Kubernetes"), List.of());
    }

    @Test
    void soundIsNeverHeldBackAndNeverChanged() throws Exception {
        SpeechRequest request = sound("s", 0, SECOND);
        harness.processElement1(request, 0);

        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(
                        out -> {
                            assertThat(out.span()).isEqualTo(request.span());
                            assertThat(out.samples()).containsExactly(1, 2, 3);
                            assertThat(out.terms()).isEmpty();
                        });
    }

    @Test
    void theScreenIsRememberedOverARestart() throws Exception {
        harness.processElement2(frame("s", 10 * SECOND, "Kubernetes"), 0);
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.processElement1(sound("s", 10 * SECOND, SECOND), 0);

        assertThat(terms()).containsExactly(List.of("Kubernetes"));
    }
}
