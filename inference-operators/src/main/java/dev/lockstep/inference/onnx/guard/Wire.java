package dev.lockstep.inference.onnx.guard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Messages in protobuf's wire format, field by field. Stateless. */
final class Wire {
    private static final int LENGTH_DELIMITED = 2;
    private static final int TYPE_BITS = 3;

    private Wire() {}

    /** What to do with a field. */
    @FunctionalInterface
    interface Field {
        /**
         * Reads the value.
         *
         * @param tag field number and wire type, see {@link #number} and {@link #bytes}
         * @return false, having read nothing, to have it skipped
         */
        boolean read(int tag, CodedInputStream in) throws IOException, InvalidModelException;
    }

    /** The tag of a field that is a number. */
    static int number(int field) {
        return field << TYPE_BITS;
    }

    /** The tag of a field that is a message, a text, bytes or packed numbers. */
    static int bytes(int field) {
        return field << TYPE_BITS | LENGTH_DELIMITED;
    }

    /** Reads fields to the end of the stream or of the message. */
    static void fields(CodedInputStream in, Field field) throws IOException, InvalidModelException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!field.read(tag, in)) {
                in.skipField(tag);
            }
        }
    }

    /** Reads a message that the stream stands before. */
    static void message(CodedInputStream in, Field field)
            throws IOException, InvalidModelException {
        int outer = in.pushLimit(in.readRawVarint32());
        fields(in, field);
        if (in.getBytesUntilLimit() != 0) {
            throw new InvalidModelException("it is cut short, damaged or no ONNX file");
        }
        in.popLimit(outer);
    }
}
