package dev.lockstep.inference.onnx.gpu;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.onnx.session.OnnxEnvironment;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/** Times one graph on two sessions over batch sizes and compares what they give. */
final class BatchCurve {
    /** Powers of two from 1 to 64. */
    static final int[] BATCHES = {1, 2, 4, 8, 16, 32, 64};

    private static final int RUNS = 5;

    private final double tolerance;
    private final LongSupplier nanoTime;

    BatchCurve(double tolerance, LongSupplier nanoTime) {
        this.tolerance = tolerance;
        this.nanoTime = nanoTime;
    }

    /**
     * Measures.
     *
     * @param shapes by input, with 1 for the batch in front; the batch is varied where the graph
     *     leaves its first dimension open
     */
    List<GpuReport.Point> measure(
            String model, ModelSession cpu, ModelSession gpu, Map<String, long[]> shapes)
            throws OrtException {
        List<GpuReport.Point> points = new ArrayList<>();
        for (int batch : batchesOf(cpu)) {
            Map<String, OnnxTensor> inputs = inputs(cpu, shapes, batch);
            try {
                float[][] expected = outputs(cpu, inputs);
                float[][] found = outputs(gpu, inputs);
                double difference = difference(expected, found);
                points.add(
                        new GpuReport.Point(
                                model,
                                batch,
                                RUNS,
                                medianMs(cpu, inputs),
                                medianMs(gpu, inputs),
                                difference,
                                difference <= tolerance));
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        }
        return points;
    }

    private static int[] batchesOf(ModelSession session) {
        boolean open =
                session.inputs().values().stream()
                        .map(NodeInfo::getInfo)
                        .allMatch(i -> i instanceof TensorInfo t && t.getShape()[0] < 0);
        return open ? BATCHES : new int[] {1};
    }

    /** The same numbers in each call: uniform in −1..1, and ones for whole numbers (masks). */
    private static Map<String, OnnxTensor> inputs(
            ModelSession session, Map<String, long[]> shapes, int batch) throws OrtException {
        Random random = new Random(1);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (Map.Entry<String, NodeInfo> input : session.inputs().entrySet()) {
            long[] shape = shapes.get(input.getKey()).clone();
            shape[0] = batch;
            int elements = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
            OnnxJavaType type = ((TensorInfo) input.getValue().getInfo()).type;
            if (type == OnnxJavaType.FLOAT) {
                float[] values = new float[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = random.nextFloat() * 2 - 1;
                }
                inputs.put(
                        input.getKey(),
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(), FloatBuffer.wrap(values), shape));
            } else {
                long[] values = new long[elements];
                Arrays.fill(values, 1);
                inputs.put(
                        input.getKey(),
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(), LongBuffer.wrap(values), shape));
            }
        }
        return inputs;
    }

    private static float[][] outputs(ModelSession session, Map<String, OnnxTensor> inputs) {
        List<float[]> values = new ArrayList<>();
        try (OrtSession.Result result = run(session, inputs)) {
            result.forEach(
                    named -> {
                        FloatBuffer buffer = ((OnnxTensor) named.getValue()).getFloatBuffer();
                        float[] copy = new float[buffer.remaining()];
                        buffer.get(copy);
                        values.add(copy);
                    });
        }
        return values.toArray(new float[0][]);
    }

    private static OrtSession.Result run(ModelSession session, Map<String, OnnxTensor> inputs) {
        return session.run(inputs, session.outputs().keySet(), Map.of());
    }

    private double medianMs(ModelSession session, Map<String, OnnxTensor> inputs) {
        long[] took = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long begin = nanoTime.getAsLong();
            run(session, inputs).close();
            took[i] = nanoTime.getAsLong() - begin;
        }
        Arrays.sort(took);
        return took[RUNS / 2] / 1e6;
    }

    /** Infinite where shapes differ or a value is not a number. */
    private static double difference(float[][] expected, float[][] found) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            if (found.length != expected.length || expected[i].length != found[i].length) {
                return Double.POSITIVE_INFINITY;
            }
            for (int j = 0; j < expected[i].length; j++) {
                if (!Float.isFinite(expected[i][j]) || !Float.isFinite(found[i][j])) {
                    return Double.POSITIVE_INFINITY;
                }
                largest = Math.max(largest, Math.abs(expected[i][j]));
                difference = Math.max(difference, Math.abs(expected[i][j] - found[i][j]));
            }
        }
        return difference == 0 ? 0 : difference / Math.max(largest, Float.MIN_NORMAL);
    }
}
