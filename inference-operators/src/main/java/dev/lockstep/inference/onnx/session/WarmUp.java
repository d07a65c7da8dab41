package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A first run on zeros: arenas grow and engines are built before a stream waits for them, and a
 * graph that cannot run at all is found out at the start. Stateless.
 */
final class WarmUp {
    private WarmUp() {}

    /** Runs once; inputs without a shape have that of the graph, 1 where it varies. */
    static void run(ModelSession session, Map<String, long[]> shapes) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (Map.Entry<String, NodeInfo> input : session.inputs().entrySet()) {
                if (!(input.getValue().getInfo() instanceof TensorInfo info)) {
                    return;
                }
                long[] shape = shape(info.getShape(), shapes.get(input.getKey()));
                inputs.put(input.getKey(), zeros(info, shape));
            }
            session.run(inputs, session.outputs().keySet(), Map.of()).close();
        } catch (OrtException e) {
            throw new ModelException(session.file() + " could not be warmed up.", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static long[] shape(long[] declared, long @Nullable [] wanted) {
        long[] shape = declared.clone();
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0) {
                shape[i] = wanted != null && i < wanted.length ? wanted[i] : 1;
            }
        }
        return shape;
    }

    private static OnnxTensor zeros(TensorInfo info, long[] shape) throws OrtException {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.toIntExact(elements * info.type.size))
                        .order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(OnnxEnvironment.get(), bytes, shape, info.type);
    }
}
