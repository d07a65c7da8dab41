package dev.lockstep.load.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackPartsTest {
    private static final String TASK = "segment speech -> recognize speech (1/2)#0";

    @Test
    void theKnownFrameNearestToTheTopDecides() {
        assertThat(
                        StackParts.of(
                                TASK,
                                List.of(
                                        "",
                                        "ai.onnxruntime.OrtSession",
                                        "dev.lockstep.inference.onnx.OnnxVoiceActivityDetector",
                                        "org.apache.flink.streaming.runtime.tasks.StreamTask")))
                .isEqualTo(CpuPart.ONNX_RUNTIME);
        assertThat(
                        StackParts.of(
                                TASK,
                                List.of(
                                        "java.util.HashMap",
                                        "org.apache.flink.runtime.state.heap.StateTable",
                                        "dev.lockstep.inference.operator.SpeechSegmenterFunction")))
                .isEqualTo(CpuPart.FLINK);
        assertThat(
                        StackParts.of(
                                TASK,
                                List.of("org.bytedeco.ffmpeg.global.avcodec", "dev.lockstep.X")))
                .isEqualTo(CpuPart.FFMPEG);
    }

    @Test
    void kafkaIsTheBrokersInItsThreadsAndElseTheClients() {
        List<String> frames = List.of("java.nio.Bits", "org.apache.kafka.common.network.Selector");
        assertThat(StackParts.of("data-plane-kafka-request-handler-0", frames))
                .isEqualTo(CpuPart.KAFKA_BROKER);
        assertThat(StackParts.of("kafka-producer-network-thread | producer-1", frames))
                .isEqualTo(CpuPart.KAFKA_CLIENTS);
        assertThat(StackParts.of(TASK, frames)).isEqualTo(CpuPart.KAFKA_CLIENTS);
    }

    @Test
    void threadsOfTheJvmAreKnownByTheirNames() {
        assertThat(StackParts.of("C2 CompilerThread0", List.of(""))).isEqualTo(CpuPart.COMPILER);
        assertThat(StackParts.of("VM Thread", List.of(""))).isEqualTo(CpuPart.COLLECTOR);
        assertThat(StackParts.of(null, List.of("java.lang.Thread"))).isEqualTo(CpuPart.REST);
    }
}
