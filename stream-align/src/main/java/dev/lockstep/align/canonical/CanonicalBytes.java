package dev.lockstep.align.canonical;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values so that different ones never give the same bytes. Not thread-safe. */
final class CanonicalBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    void number(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }

    /** Length in bytes of UTF-8, then those. */
    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        out.writeBytes(utf8);
    }

    void optionalText(@Nullable String value) {
        flag(value != null);
        if (value != null) {
            text(value);
        }
    }

    void optionalFraction(@Nullable Float value) {
        flag(value != null);
        if (value != null) {
            fraction(value);
        }
    }

    void vector(@Nullable List<Float> values) {
        flag(values != null);
        if (values != null) {
            number(values.size());
            values.forEach(this::fraction);
        }
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private void fraction(float value) {
        // Adding 0 turns -0 into 0; floatToIntBits has one form for all that is not a number.
        int bits = Float.floatToIntBits(value + 0f);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(bits >>> shift);
        }
    }
}
