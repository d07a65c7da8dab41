package dev.lockstep.inference.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.schema.avro.Modality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixProjectionTest {
    private static final String FLOATS =
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 6), }";

    @TempDir private Path folder;

    /** A file as NumPy's NEP 1 describes it. */
    private Path npy(String header, float... values) throws IOException {
        String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + padded.length() + 4 * values.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 1).put((byte) 0).putShort((short) padded.length());
        bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Files.write(folder.resolve("matrix.npy"), bytes.array());
    }

    @Test
    void columnsBelongToAudioVideoAndText() throws Exception {
        Path file = npy(FLOATS, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        ProjectionFusion fusion = new ProjectionFusion(new MatrixProjection(file));
        assertThat(fusion.name()).isEqualTo("concat-projection:matrix.npy");
        Testimony audio = new Testimony(Modality.AUDIO, 0.5, List.of(new float[] {1, 0}));
        Testimony text = new Testimony(Modality.TEXT, 0.5, List.of(new float[] {0, 1}));

        // Each is scaled by the root of its weight, one half: (0.707, 2 · 0.707), then length 1.
        Fused fused = fusion.fuse(new Evidence(List.of(text, audio), 2));
        assertThat(fused.weights()).containsExactly(0.5, 0.5);
        assertThat(fused.vector())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly((float) (1 / Math.sqrt(5)), (float) (2 / Math.sqrt(5)));
        assertThat(fusion.fuse(new Evidence(List.of(text), 2)).vector()).containsExactly(0f, 1f);
        assertThatThrownBy(() -> fusion.fuse(new Evidence(List.of(three()), 3)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "has 6 columns, and the vectors of three modalities together" + " have 9");
    }

    private static Testimony three() {
        return new Testimony(Modality.TEXT, 1, List.of(new float[] {0, 1, 0}));
    }

    @Test
    void whatIsNoMatrixIsRefused() throws Exception {
        assertRefused(folder.resolve("gone.npy"), "cannot be read");
        assertRefused(Files.writeString(folder.resolve("x"), "a"), "it is too short");
        assertRefused(Files.writeString(folder.resolve("x"), "a".repeat(99)), "begin as one");
        assertRefused(npy(FLOATS, 1, 2, 3), "does not hold 2 × 6 values");
        assertRefused(npy(FLOATS.replace("<f4", "<f8")), "are not float32");
        assertRefused(npy(FLOATS.replace("(2, 6)", "(12,)"), new float[12]), "two dimensions");
        float[] values = new float[12];
        values[7] = Float.NaN;
        assertRefused(npy(FLOATS, values), "values that are no numbers");
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> new MatrixProjection(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(why);
    }
}
