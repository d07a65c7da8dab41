package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.model.PictureModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph with one float input that is a picture and one float output that is wanted. The shape
 * that an output has is learnt from the first run at an input's shape; from then on a run writes
 * into a buffer of the slot and allocates nothing of a tensor's size. Thread-safe, its slots are
 * not.
 */
public final class OnnxPictureModel implements PictureModel {
    private static final int CHANNELS = 3;

    private final Path file;
    private final OrtSession session;
    private final String inputName;
    private final String outputName;
    private final Layout layout;

    /** How the samples of an input lie. */
    public enum Layout {
        /** [1, 3, height, width]: a plane for each colour. */
        PLANES(1, "[1, 3, height, width]"),
        /** [1, height, width, 3]: the colours of a pixel side by side. */
        PIXELS(3, "[1, height, width, 3]");

        private final int channelDimension;
        private final String description;

        Layout(int channelDimension, String description) {
            this.channelDimension = channelDimension;
            this.description = description;
        }

        long[] shape(int height, int width) {
            return this == PLANES
                    ? new long[] {1, CHANNELS, height, width}
                    : new long[] {1, height, width, CHANNELS};
        }
    }

    /**
     * A graph with one output and a plane for each colour.
     *
     * @param file the graph
     * @throws ModelException if it cannot be loaded or is another kind of graph
     */
    public OnnxPictureModel(Path file) {
        this(file, Layout.PLANES, null);
    }

    /**
     * @param file the graph
     * @param output the output that is wanted; null for the only one
     * @throws ModelException if it cannot be loaded or is another kind of graph
     */
    public OnnxPictureModel(Path file, Layout layout, @Nullable String output) {
        this.file = file;
        this.layout = layout;
        session = OnnxRuntime.session(file);
        try {
            if (session.getNumInputs() != 1
                    || (output == null
                            ? session.getNumOutputs() != 1
                            : !session.getOutputNames().contains(output))
                    || !isPicture(session.getInputInfo().values().iterator().next().getInfo())) {
                session.close();
                throw new ModelException(
                        file
                                + " does not take one picture "
                                + layout.description
                                + " and give "
                                + (output == null ? "one output" : "an output '" + output + "'")
                                + ": it is another kind of model.");
            }
        } catch (OrtException e) {
            throw new ModelException(file + " cannot be used: " + e.getMessage() + ".", e);
        }
        inputName = session.getInputNames().iterator().next();
        outputName = output == null ? session.getOutputNames().iterator().next() : output;
    }

    private boolean isPicture(Object info) {
        if (!(info instanceof TensorInfo)) {
            return false;
        }
        long[] shape = ((TensorInfo) info).getShape();
        int channels = layout.channelDimension;
        return shape.length == 4 && (shape[channels] == CHANNELS || shape[channels] < 0);
    }

    @Override
    public Slot open() {
        return new Buffers();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(file + " could not be closed.", e);
        }
    }

    /** Input and output memory, grown when needed. */
    private final class Buffers implements Slot {
        private final Map<Long, long[]> outputShapes = new HashMap<>();
        private FloatBuffer input = direct(0);
        private FloatBuffer output = direct(0);
        private int height;
        private int width;

        @Override
        public FloatBuffer input(int rows, int columns) {
            height = rows;
            width = columns;
            int floats = CHANNELS * rows * columns;
            if (input.capacity() < floats) {
                input = direct(floats);
            }
            return input;
        }

        @Override
        public Output run() {
            try (OnnxTensor picture =
                    tensor(input, layout.shape(height, width), size(height, width))) {
                long key = (long) height << Integer.SIZE | width;
                long[] shape = outputShapes.get(key);
                if (shape == null) {
                    shape = firstRun(picture);
                    outputShapes.put(key, shape);
                    return new Output(output, shape);
                }
                try (OnnxTensor target = tensor(output, shape, floats(shape))) {
                    session.run(Map.of(inputName, picture), Map.of(outputName, target)).close();
                }
                return new Output(output, shape);
            } catch (OrtException e) {
                throw new ModelException(file.getFileName() + " failed.", e);
            }
        }

        private long[] firstRun(OnnxTensor picture) throws OrtException {
            try (OrtSession.Result result =
                    session.run(Map.of(inputName, picture), Set.of(outputName))) {
                OnnxTensor values = (OnnxTensor) result.get(0);
                long[] shape = values.getInfo().getShape();
                int floats = floats(shape);
                if (output.capacity() < floats) {
                    output = direct(floats);
                }
                output.put(0, values.getFloatBuffer(), 0, floats);
                return shape;
            }
        }

        @Override
        public void close() {
            outputShapes.clear();
            input = direct(0);
            output = direct(0);
        }
    }

    private static int size(int height, int width) {
        return CHANNELS * height * width;
    }

    private static int floats(long[] shape) {
        long floats = 1;
        for (long dimension : shape) {
            floats = Math.multiplyExact(floats, dimension);
        }
        return Math.toIntExact(floats);
    }

    private static OnnxTensor tensor(FloatBuffer buffer, long[] shape, int floats)
            throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), buffer.duplicate().position(0).limit(floats), shape);
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
