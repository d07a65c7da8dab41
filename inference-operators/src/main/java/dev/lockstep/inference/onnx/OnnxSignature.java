package dev.lockstep.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a graph says of its inputs and outputs. Stateless. */
final class OnnxSignature {
    private OnnxSignature() {}

    /** The tensor of this name; null where there is none. */
    static @Nullable TensorInfo tensor(Map<String, NodeInfo> nodes, String name) {
        NodeInfo node = nodes.get(name);
        return node != null && node.getInfo() instanceof TensorInfo tensor ? tensor : null;
    }

    /** Its dimensions, -1 where open; none where there is no such tensor. */
    static long[] shape(Map<String, NodeInfo> nodes, String name) {
        TensorInfo tensor = tensor(nodes, name);
        return tensor == null ? new long[0] : tensor.getShape();
    }

    /**
     * Whether there is a tensor of this type and shape. A dimension that the graph leaves open, or
     * that is asked for as -1, fits any.
     */
    static boolean has(
            Map<String, NodeInfo> nodes, String name, OnnxJavaType type, long... wanted) {
        TensorInfo tensor = tensor(nodes, name);
        if (tensor == null || tensor.type != type || tensor.getShape().length != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            long actual = tensor.getShape()[i];
            if (actual > 0 && wanted[i] > 0 && actual != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
