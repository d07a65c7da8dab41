package dev.lockstep.inference.onnx;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An encoder with Moonshine's convolutions, few channels and its mask: every state also holds the
 * mean of the states that the mask lets through, as attention would. No normalisation over the row.
 */
final class TinyMoonshine {
    private static final int CHANNELS = TinyWhisper.MELS;

    private TinyMoonshine() {}

    /**
     * The encoder.
     *
     * @param firstStride 64 as Moonshine's
     */
    static OnnxGraph encoder(long firstStride) {
        OnnxGraph graph =
                new OnnxGraph()
                        .input("input_values", OnnxGraph.FLOAT, "batch", "n")
                        .input("attention_mask", OnnxGraph.INT64, "batch", "n")
                        .constant("one channel", 0, 1, -1)
                        .node("Reshape", "wave", Map.of(), "input_values", "one channel");
        convolution(graph, "wave", "a", 1, 127, firstStride);
        convolution(graph, "a", "b", CHANNELS, 7, 3);
        convolution(graph, "b", "c", CHANNELS, 3, 2);
        graph.node("Transpose", "own", Map.of("perm", List.of(0L, 2L, 1L)), "c");
        mean(graph);
        return graph.node("Add", "last_hidden_state", Map.of(), "own", "mean")
                .output("last_hidden_state", OnnxGraph.FLOAT, "batch", "frames", CHANNELS);
    }

    private static void convolution(
            OnnxGraph graph, String from, String to, int channels, int kernel, long stride) {
        Random random = new Random(kernel);
        float[] weights = new float[CHANNELS * channels * kernel];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() / Math.sqrt(channels * kernel));
        }
        graph.constant("weights " + to, weights, CHANNELS, channels, kernel)
                .node(
                        "Conv",
                        "linear " + to,
                        Map.of("kernel_shape", List.of((long) kernel), "strides", List.of(stride)),
                        from,
                        "weights " + to)
                .node("Tanh", to, Map.of(), "linear " + to);
    }

    private static void mean(OnnxGraph graph) {
        graph.constant("start", 0)
                .constant("end", Integer.MAX_VALUE)
                .constant("along", 1)
                .constant("after", 2)
                .constant("step", OnnxSpeechModel.SAMPLES_PER_FRAME)
                .constant("column", 0, -1, 1)
                .node(
                        "Slice",
                        "places",
                        Map.of(),
                        "attention_mask",
                        "start",
                        "end",
                        "along",
                        "step")
                .node("Shape", "shape", Map.of(), "own")
                .node("Slice", "frames", Map.of(), "shape", "along", "after", "start")
                .node("Slice", "there", Map.of(), "places", "start", "frames", "along")
                .node("Cast", "row", Map.of("to", (long) OnnxGraph.FLOAT), "there")
                .node("Reshape", "mask", Map.of(), "row", "column")
                .node("Mul", "masked", Map.of(), "own", "mask")
                .node("ReduceSum", "sum", Map.of("keepdims", 1L), "masked", "along")
                .node("ReduceSum", "count", Map.of("keepdims", 1L), "mask", "along")
                .node("Div", "mean", Map.of(), "sum", "count");
    }
}
