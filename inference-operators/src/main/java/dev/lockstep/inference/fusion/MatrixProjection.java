package dev.lockstep.inference.fusion;

import dev.lockstep.inference.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix from a file of NumPy ({@code numpy.save}): float32, little-endian, C order, of shape
 * (rows, 3 × dimension). Its columns belong to AUDIO, VIDEO and TEXT, in this order. The format is
 * NumPy's NEP 1. Immutable.
 */
public final class MatrixProjection implements Projection {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREAMBLE = 8;
    private static final long LARGEST = 256L << 20;
    private static final Pattern SHAPE =
            Pattern.compile("'shape':\\s*\\(\\s*(\\d{1,7})\\s*,\\s*(\\d{1,7})\\s*\\)");

    private final FloatBuffer values;
    private final int rows;
    private final int columns;
    private final String file;

    /**
     * @throws ModelException if the file is missing or holds something else
     */
    public MatrixProjection(Path path) {
        file = path.toString();
        ByteBuffer bytes = read(path);
        String header = header(bytes);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || !header.contains("'fortran_order': False")) {
            throw wrong("its values are not float32 in C order");
        }
        if (!shape.find()) {
            throw wrong("it has not two dimensions");
        }
        rows = Integer.parseInt(shape.group(1));
        columns = Integer.parseInt(shape.group(2));
        values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        if (rows == 0 || columns == 0 || (long) rows * columns != values.remaining()) {
            throw wrong("it does not hold " + rows + " × " + columns + " values");
        }
        for (int i = 0; i < values.remaining(); i++) {
            if (!Float.isFinite(values.get(i))) {
                throw wrong("it holds values that are no numbers");
            }
        }
    }

    private ByteBuffer read(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw wrong("it is larger than " + LARGEST + " bytes");
            }
            return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new ModelException(
                    "The projection " + file + " cannot be read: check fusion.projection.", e);
        }
    }

    private String header(ByteBuffer bytes) {
        if (bytes.remaining() < PREAMBLE + Integer.BYTES) {
            throw wrong("it is too short");
        }
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw wrong("it does not begin as one");
        }
        int version = bytes.get();
        bytes.get();
        int length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw wrong("its header is cut off");
        }
        byte[] header = new byte[length];
        bytes.get(header);
        return new String(header, StandardCharsets.ISO_8859_1);
    }

    private ModelException wrong(String why) {
        return new ModelException(
                "The projection "
                        + file
                        + " is no matrix as numpy.save writes it, float32 of shape (rows, 3 ×"
                        + " dimension): "
                        + why
                        + ".");
    }

    @Override
    public String name() {
        return String.valueOf(Path.of(file).getFileName());
    }

    @Override
    public double[] apply(double[] joined) {
        if (joined.length != columns) {
            throw new ModelException(
                    "The projection "
                            + file
                            + " has "
                            + columns
                            + " columns, and the vectors of three modalities together have "
                            + joined.length
                            + ": make it for the encoder in use.");
        }
        double[] projected = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += joined[column] * values.get(row * columns + column);
            }
            projected[row] = sum;
        }
        return projected;
    }
}
