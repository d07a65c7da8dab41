package dev.lockstep.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.onnx.session.TensorPool;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.vision.model.PictureModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A graph with one float input that is a picture and one float output that is wanted. The shape
 * that an output has is learnt from the first run at an input's shape; from then on a run writes
 * into a tensor of the session's pool and allocates nothing of a tensor's size. Thread-safe, its
 * slots are not.
 */
public final class OnnxPictureModel implements PictureModel {
    private static final int CHANNELS = 3;
    private static final int DIMENSIONS = 4;

    private final Path file;
    private final SharedResources.Lease<ModelSession> lease;
    private final ModelSession session;
    private final String inputName;
    private final String outputName;
    private final Layout layout;
    private final Map<Long, long[]> outputShapes = new ConcurrentHashMap<>();

    /** How the samples of an input lie. */
    public enum Layout {
        /** [1, 3, height, width]: a plane for each colour. */
        PLANES(1, 2, "[1, 3, height, width]"),
        /** [1, height, width, 3]: the colours of a pixel side by side. */
        PIXELS(3, 1, "[1, height, width, 3]");

        private final int channelDimension;
        private final int heightDimension;
        private final String description;

        Layout(int channelDimension, int heightDimension, String description) {
            this.channelDimension = channelDimension;
            this.heightDimension = heightDimension;
            this.description = description;
        }

        long[] shape(int height, int width) {
            return this == PLANES
                    ? new long[] {1, CHANNELS, height, width}
                    : new long[] {1, height, width, CHANNELS};
        }
    }

    /**
     * A graph with a plane for each colour and one output, on the CPU, without a first run.
     *
     * @param file the graph
     * @throws ModelException if it cannot be loaded or is another kind of graph
     */
    public OnnxPictureModel(Path file) {
        this(ModelFiles.of(file), RuntimeConf.cpu(), Layout.PLANES, null, 0, 0);
    }

    /**
     * @param files the graph
     * @param conf how it is run
     * @param layout of the input
     * @param output the output that is wanted; null for the only one
     * @param height of a picture for a first run; 0 for none
     * @param width of that picture
     * @throws ModelException if it cannot be loaded or is another kind of graph
     */
    public OnnxPictureModel(
            ModelFiles files,
            RuntimeConf conf,
            Layout layout,
            @Nullable String output,
            int height,
            int width) {
        file = files.cpu();
        this.layout = layout;
        lease = ModelSession.acquire(files, conf, Map.of());
        session = lease.value();
        Map<String, NodeInfo> inputs = session.inputs();
        Map<String, NodeInfo> outputs = session.outputs();
        if (inputs.size() != 1
                || (output == null ? outputs.size() != 1 : !outputs.containsKey(output))
                || !(inputs.values().iterator().next().getInfo() instanceof TensorInfo input)
                || !isPicture(input)) {
            lease.close();
            throw new ModelException(
                    file
                            + " does not take one picture "
                            + layout.description
                            + " and give "
                            + (output == null ? "one output" : "an output '" + output + "'")
                            + ": it is another kind of model.");
        }
        inputName = inputs.keySet().iterator().next();
        outputName = output == null ? outputs.keySet().iterator().next() : output;
        if (height > 0 && width > 0) {
            warmUp(input, height, width);
        }
    }

    private boolean isPicture(TensorInfo info) {
        long[] shape = info.getShape();
        int channels = layout.channelDimension;
        // Where that dimension is open another one of three says that this is the other layout.
        return shape.length == DIMENSIONS
                && (shape[channels] == CHANNELS
                        || (shape[channels] < 0
                                && Arrays.stream(shape).noneMatch(size -> size == CHANNELS)));
    }

    /** Runs once, so that the first picture of a stream does not wait for arenas and engines. */
    private void warmUp(TensorInfo input, int height, int width) {
        long[] shape = input.getShape();
        int first = layout.heightDimension;
        int rows = shape[first] > 0 ? (int) shape[first] : height;
        int columns = shape[first + 1] > 0 ? (int) shape[first + 1] : width;
        boolean warm = false;
        try (Slot slot = open()) {
            slot.input(rows, columns);
            slot.run();
            warm = true;
        } finally {
            if (!warm) {
                lease.close();
            }
        }
    }

    @Override
    public Slot open() {
        return new Tensors();
    }

    @Override
    public void close() {
        lease.close();
    }

    /** Input and output tensors, held from one picture to the next. */
    private final class Tensors implements Slot {
        private TensorPool.@Nullable Pooled input;
        private TensorPool.@Nullable Pooled output;

        @Override
        public FloatBuffer input(int rows, int columns) {
            input = holding(input, layout.shape(rows, columns));
            return input.floats();
        }

        private TensorPool.Pooled holding(TensorPool.@Nullable Pooled held, long... shape) {
            if (held != null) {
                if (held.has(shape)) {
                    return held;
                }
                held.close();
            }
            return session.tensors().floats(shape);
        }

        @Override
        public Output run() {
            TensorPool.Pooled picture = input;
            if (picture == null) {
                throw new IllegalStateException("there is no input");
            }
            OnnxTensor tensor = picture.tensor();
            long[] inputShape = tensor.getInfo().getShape();
            int first = layout.heightDimension;
            long key = inputShape[first] << Integer.SIZE | inputShape[first + 1];
            long[] shape = outputShapes.get(key);
            if (shape == null) {
                return firstRun(tensor, key);
            }
            TensorPool.Pooled target = holding(output, shape);
            output = target;
            session.run(Map.of(inputName, tensor), Map.of(outputName, target.tensor()));
            return new Output(target.floats(), shape);
        }

        private Output firstRun(OnnxTensor picture, long key) {
            try (OrtSession.Result result =
                    session.run(Map.of(inputName, picture), Set.of(outputName), Map.of())) {
                OnnxTensor values = (OnnxTensor) result.get(0);
                long[] shape = values.getInfo().getShape();
                TensorPool.Pooled target = holding(output, shape);
                output = target;
                // A copy of the result is made here, once for each shape.
                target.floats().put(0, values.getFloatBuffer(), 0, floats(shape));
                outputShapes.put(key, shape);
                return new Output(target.floats(), shape);
            }
        }

        @Override
        public void close() {
            if (input != null) {
                input.close();
                input = null;
            }
            if (output != null) {
                output.close();
                output = null;
            }
        }
    }

    private static int floats(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
