package dev.lockstep.inference.vision.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names of the 80 classes of COCO in the order of the models trained on it. */
public final class CocoLabels {
    /** The names. */
    public static final List<String> ALL = read();

    private CocoLabels() {}

    private static List<String> read() {
        try (InputStream in = CocoLabels.class.getResourceAsStream("coco-80.txt")) {
            if (in == null) {
                throw new IllegalStateException("coco-80.txt is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
