package dev.lockstep.inference.onnx.guard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks {@code ModelProto} without building it: graphs, functions and the graphs in attributes.
 * Field numbers are those of {@code onnx.proto} (onnx 1.19). Not thread-safe.
 */
final class OnnxReader {
    /** Domains whose operators ONNX Runtime itself brings. */
    private static final Set<String> BUILT_IN =
            Set.of(
                    "",
                    "ai.onnx",
                    "ai.onnx.ml",
                    "ai.onnx.training",
                    "ai.onnx.preview.training",
                    "com.microsoft",
                    "com.microsoft.experimental",
                    "com.microsoft.nchwc",
                    "com.ms.internal.nhwc");

    /** Carries or names a compiled engine, which would be loaded as code. */
    private static final String ENGINE = "EPContext";

    private static final int DEEPEST_GRAPH = 32;
    private static final int NEWEST_IR_VERSION = 20;

    private static final int MODEL_IR_VERSION = Wire.number(1);
    private static final int MODEL_GRAPH = Wire.bytes(7);
    private static final int MODEL_OPSET_IMPORT = Wire.bytes(8);
    private static final int MODEL_FUNCTION = Wire.bytes(25);
    private static final int GRAPH_NODE = Wire.bytes(1);
    private static final int GRAPH_INITIALIZER = Wire.bytes(5);
    private static final int GRAPH_SPARSE_INITIALIZER = Wire.bytes(15);
    private static final int NODE_OP_TYPE = Wire.bytes(4);
    private static final int NODE_ATTRIBUTE = Wire.bytes(5);
    private static final int NODE_DOMAIN = Wire.bytes(7);
    private static final int ATTRIBUTE_TENSOR = Wire.bytes(5);
    private static final int ATTRIBUTE_GRAPH = Wire.bytes(6);
    private static final int ATTRIBUTE_TENSORS = Wire.bytes(10);
    private static final int ATTRIBUTE_GRAPHS = Wire.bytes(11);
    private static final int ATTRIBUTE_SPARSE = Wire.bytes(22);
    private static final int ATTRIBUTE_SPARSES = Wire.bytes(23);
    private static final int FUNCTION_NAME = Wire.bytes(1);
    private static final int FUNCTION_NODE = Wire.bytes(7);
    private static final int FUNCTION_DOMAIN = Wire.bytes(10);
    private static final int FUNCTION_ATTRIBUTE = Wire.bytes(11);
    private static final int SPARSE_VALUES = Wire.bytes(1);
    private static final int SPARSE_INDICES = Wire.bytes(2);

    private final ExternalData external;
    private final Set<Operator> used = new HashSet<>();
    private final Set<Operator> functions = new HashSet<>();
    private long irVersion;
    private int graphs;
    private int opsets;

    OnnxReader(ExternalData external) {
        this.external = external;
    }

    private record Operator(String domain, String type) {
        @Override
        public String toString() {
            return domain + ":" + type;
        }
    }

    /** Reads the whole file. */
    void check(ByteBuffer file) throws InvalidModelException {
        try {
            CodedInputStream in = CodedInputStream.newInstance(file);
            in.setSizeLimit(Integer.MAX_VALUE);
            Wire.fields(in, this::model);
        } catch (IOException e) {
            throw new InvalidModelException("it is cut short, damaged or no ONNX file", e);
        }
        if (irVersion < 1 || irVersion > NEWEST_IR_VERSION || graphs != 1 || opsets < 1) {
            throw new InvalidModelException(
                    "it is cut short, damaged or no ONNX file: it has no graph with a version");
        }
        if (used.isEmpty()) {
            throw new InvalidModelException("it has no operators");
        }
        for (Operator operator : used) {
            if (!BUILT_IN.contains(operator.domain()) && !functions.contains(operator)) {
                throw new InvalidModelException(
                        "it wants the custom operator "
                                + operator
                                + ", and Lockstep loads no libraries of operators");
            }
            if (operator.type().equals(ENGINE)) {
                throw new InvalidModelException(
                        "it holds a compiled engine (" + ENGINE + "), which is code");
            }
        }
    }

    /**
     * Whether it computes in int8 with operators that a GPU does not have or is slow at: those of
     * dynamic and of operator-oriented quantisation.
     */
    boolean int8() {
        return used.stream()
                .map(Operator::type)
                .anyMatch(
                        type ->
                                type.startsWith("QLinear")
                                        || type.startsWith("DynamicQuantize")
                                        || type.startsWith("MatMulInteger")
                                        || type.startsWith("ConvInteger"));
    }

    private boolean model(int tag, CodedInputStream in) throws IOException, InvalidModelException {
        if (tag == MODEL_IR_VERSION) {
            irVersion = in.readInt64();
        } else if (tag == MODEL_GRAPH) {
            graphs++;
            graph(in, 0);
        } else if (tag == MODEL_FUNCTION) {
            function(in);
        } else {
            if (tag == MODEL_OPSET_IMPORT) {
                opsets++;
            }
            return false;
        }
        return true;
    }

    private void graph(CodedInputStream in, int depth) throws IOException, InvalidModelException {
        if (depth > DEEPEST_GRAPH) {
            throw new InvalidModelException(
                    "its graphs are nested more than " + DEEPEST_GRAPH + " deep");
        }
        Wire.message(
                in,
                (tag, inner) -> {
                    if (tag == GRAPH_NODE) {
                        node(inner, depth);
                    } else if (tag == GRAPH_INITIALIZER) {
                        TensorReader.check(inner, external);
                    } else if (tag == GRAPH_SPARSE_INITIALIZER) {
                        sparse(inner);
                    } else {
                        return false;
                    }
                    return true;
                });
    }

    private void node(CodedInputStream in, int depth) throws IOException, InvalidModelException {
        String[] name = {"", ""};
        Wire.message(
                in,
                (tag, inner) -> {
                    if (tag == NODE_DOMAIN) {
                        name[0] = inner.readString();
                    } else if (tag == NODE_OP_TYPE) {
                        name[1] = inner.readString();
                    } else if (tag == NODE_ATTRIBUTE) {
                        attribute(inner, depth);
                    } else {
                        return false;
                    }
                    return true;
                });
        if (name[1].isEmpty()) {
            throw new InvalidModelException("it is damaged: one of its operators has no type");
        }
        used.add(new Operator(name[0], name[1]));
    }

    private void attribute(CodedInputStream in, int depth)
            throws IOException, InvalidModelException {
        Wire.message(
                in,
                (tag, inner) -> {
                    if (tag == ATTRIBUTE_TENSOR || tag == ATTRIBUTE_TENSORS) {
                        TensorReader.check(inner, external);
                    } else if (tag == ATTRIBUTE_GRAPH || tag == ATTRIBUTE_GRAPHS) {
                        graph(inner, depth + 1);
                    } else if (tag == ATTRIBUTE_SPARSE || tag == ATTRIBUTE_SPARSES) {
                        sparse(inner);
                    } else {
                        return false;
                    }
                    return true;
                });
    }

    private void function(CodedInputStream in) throws IOException, InvalidModelException {
        String[] name = {"", ""};
        Wire.message(
                in,
                (tag, inner) -> {
                    if (tag == FUNCTION_DOMAIN) {
                        name[0] = inner.readString();
                    } else if (tag == FUNCTION_NAME) {
                        name[1] = inner.readString();
                    } else if (tag == FUNCTION_NODE) {
                        node(inner, 0);
                    } else if (tag == FUNCTION_ATTRIBUTE) {
                        attribute(inner, 0);
                    } else {
                        return false;
                    }
                    return true;
                });
        functions.add(new Operator(name[0], name[1]));
    }

    private void sparse(CodedInputStream in) throws IOException, InvalidModelException {
        Wire.message(
                in,
                (tag, inner) -> {
                    if (tag != SPARSE_VALUES && tag != SPARSE_INDICES) {
                        return false;
                    }
                    TensorReader.check(inner, external);
                    return true;
                });
    }
}
