package dev.lockstep.inference.onnx;

import java.util.List;
import java.util.Map;

/** The smallest graph with the shape of Silero VAD: the mean of the sound; the state is kept. */
final class TinyDetector {
    private TinyDetector() {}

    /** Everything but the operator that gives {@code output}. */
    static OnnxGraph open() {
        return new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, 1, 576)
                .input("state", OnnxGraph.FLOAT, 2, 1, 128)
                .input("sr", OnnxGraph.INT64)
                .node("Identity", "stateN", Map.of(), "state")
                .output("output", OnnxGraph.FLOAT, 1, 1)
                .output("stateN", OnnxGraph.FLOAT, 2, 1, 128);
    }

    static OnnxGraph whole() {
        return open().node("ReduceMean", "output", mean(), "input");
    }

    /** With a weight: the mean plus {@code bias}. */
    static OnnxGraph weighted() {
        return open().node("ReduceMean", "mean", mean(), "input")
                .node("Add", "output", Map.of(), "mean", "bias");
    }

    private static Map<String, Object> mean() {
        return Map.of("axes", List.of(1L), "keepdims", 1L);
    }
}
