package dev.lockstep.inference.onnx.guard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One {@code TensorProto}: size against shape, and where its weights lie. Not thread-safe. */
final class TensorReader {
    private static final int DIMENSION = Wire.number(1);
    private static final int DIMENSIONS = Wire.bytes(1);
    private static final int DATA_TYPE = Wire.number(2);
    private static final int NAME = Wire.bytes(8);
    private static final int RAW_DATA = Wire.bytes(9);
    private static final int EXTERNAL_DATA = Wire.bytes(13);
    private static final int DATA_LOCATION = Wire.number(14);
    private static final int ENTRY_KEY = Wire.bytes(1);
    private static final int ENTRY_VALUE = Wire.bytes(2);
    private static final long EXTERNAL = 1;

    /** Bytes of an element by {@code TensorProto.DataType}; 0 where it is not plain bytes. */
    private static final int[] ELEMENT_BYTES = {
        0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1
    };

    private final Map<String, String> place = new HashMap<>();
    private String name = "";
    private long elements = 1;
    private long type;
    private long rawBytes = -1;
    private long location;

    private TensorReader() {}

    /** Reads and checks the tensor that the stream stands before. */
    static void check(CodedInputStream in, ExternalData external)
            throws IOException, InvalidModelException {
        TensorReader tensor = new TensorReader();
        Wire.message(in, tensor::field);
        tensor.check(external);
    }

    private boolean field(int tag, CodedInputStream in) throws IOException, InvalidModelException {
        if (tag == DIMENSION) {
            dimension(in.readInt64());
        } else if (tag == DIMENSIONS) {
            int outer = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                dimension(in.readInt64());
            }
            in.popLimit(outer);
        } else if (tag == DATA_TYPE) {
            type = in.readInt64();
        } else if (tag == NAME) {
            name = in.readString();
        } else if (tag == RAW_DATA) {
            int length = in.readRawVarint32();
            in.skipRawBytes(length);
            rawBytes = length;
        } else if (tag == EXTERNAL_DATA) {
            entry(in);
        } else if (tag == DATA_LOCATION) {
            location = in.readInt64();
        } else {
            return false;
        }
        return true;
    }

    private void dimension(long size) throws InvalidModelException {
        if (size < 0 || (size > 0 && elements > Long.MAX_VALUE / 16 / size)) {
            throw new InvalidModelException("it is damaged: the shape of a tensor is impossible");
        }
        elements *= size;
    }

    private void entry(CodedInputStream in) throws IOException, InvalidModelException {
        String[] pair = {"", ""};
        Wire.message(
                in,
                (tag, inner) -> {
                    if (tag != ENTRY_KEY && tag != ENTRY_VALUE) {
                        return false;
                    }
                    pair[tag == ENTRY_KEY ? 0 : 1] = inner.readString();
                    return true;
                });
        if (place.put(pair[0], pair[1]) != null) {
            // Which one counts would be for each reader to choose.
            throw new InvalidModelException("it is damaged: a tensor has two values of " + pair[0]);
        }
    }

    private void check(ExternalData external) throws InvalidModelException {
        if (location == EXTERNAL || !place.isEmpty()) {
            external.check(name, place);
            return;
        }
        int bytes = type >= 0 && type < ELEMENT_BYTES.length ? ELEMENT_BYTES[(int) type] : 0;
        if (rawBytes >= 0 && bytes > 0 && rawBytes != elements * bytes) {
            throw new InvalidModelException(
                    "it is damaged: the tensor "
                            + name
                            + " should have "
                            + elements * bytes
                            + " bytes and has "
                            + rawBytes);
        }
    }
}
