package dev.lockstep.inference.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes small ONNX files for tests: the few fields of {@code onnx.proto} that a graph of plain
 * operators needs, in protobuf's wire format. Not thread-safe.
 */
final class OnnxGraph {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int BOOL = 9;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message graph = new Message().text(2, "test");

    /** A message of protobuf. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((field << 3) | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    /** An input; a dimension is a number, or a name where it varies. */
    OnnxGraph input(String name, int type, Object... shape) {
        graph.message(11, value(name, type, shape));
        return this;
    }

    /** An output, likewise. */
    OnnxGraph output(String name, int type, Object... shape) {
        graph.message(12, value(name, type, shape));
        return this;
    }

    OnnxGraph constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, raw.array(), shape);
    }

    OnnxGraph constant(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, INT64, raw.array(), values.length);
    }

    private OnnxGraph constant(String name, int type, byte[] raw, long... shape) {
        Message tensor = new Message();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    /** An operator; an attribute is a Long or a List of them. */
    OnnxGraph node(String type, String output, Map<String, Object> attributes, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, type);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        graph.message(1, node);
        return this;
    }

    /** An operator of another domain than ONNX's own. */
    OnnxGraph customNode(String domain, String type, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(1, node.text(2, output).text(4, type).text(7, domain));
        return this;
    }

    /** An If on a constant true whose branches are this other graph. */
    OnnxGraph branch(String condition, String output, OnnxGraph branch) {
        Message node = new Message().text(1, condition).text(2, output).text(4, "If");
        for (String name : List.of("then_branch", "else_branch")) {
            node.message(5, new Message().text(1, name).message(6, branch.graph).number(20, 5));
        }
        graph.message(1, node);
        return this;
    }

    /** Float weights that lie in another file. */
    OnnxGraph external(String name, Map<String, String> place, long... shape) {
        Message tensor = new Message();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        tensor.number(2, FLOAT).text(8, name);
        place.forEach(
                (key, value) -> tensor.message(13, new Message().text(1, key).text(2, value)));
        graph.message(5, tensor.number(14, 1));
        return this;
    }

    void write(Path file) throws IOException {
        Message opset = new Message().text(1, "").number(2, OPSET);
        Message model = new Message().number(1, IR_VERSION).message(7, graph).message(8, opset);
        Files.write(file, model.bytes.toByteArray());
    }

    private static Message attribute(String name, Object value) {
        Message attribute = new Message().text(1, name);
        if (value instanceof Long single) {
            return attribute.number(3, single).number(20, ATTRIBUTE_INT);
        }
        for (Object each : (List<?>) value) {
            attribute.number(8, (Long) each);
        }
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    private static Message value(String name, int type, Object... shape) {
        Message dimensions = new Message();
        for (Object dimension : shape) {
            Message written =
                    dimension instanceof Integer size
                            ? new Message().number(1, size)
                            : new Message().text(2, (String) dimension);
            dimensions.message(1, written);
        }
        Message tensor = new Message().number(1, type).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
