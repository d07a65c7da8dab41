package dev.lockstep.inference.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The smallest graph with the shape of YOLOX: it sees one object of a class of its own in the same
 * place of every picture, and fails on pictures that are brighter than it likes.
 */
final class TinyYolox {
    /** Brighter than any picture. */
    static final int NEVER = 1_000;

    /** Class numbers of COCO. */
    static final int PERSON = 0;

    static final int CAR = 2;

    private static final int CELLS = 3549;
    private static final int VALUES = 85;
    private static final int BOX_VALUES = 5;

    /** A cell of the finest grid, 52 wide, at 20, 20. */
    private static final int CELL = 20 * 52 + 20;

    private TinyYolox() {}

    /**
     * Writes it.
     *
     * @param failsAbove mean of the input, letterboxed, from which on it fails, 0..255
     */
    static Path write(Path file, int label, float failsAbove) throws IOException {
        float[] seen = new float[CELLS * VALUES];
        int at = CELL * VALUES;
        seen[at + 2] = (float) Math.log(10);
        seen[at + 3] = (float) Math.log(10);
        seen[at + BOX_VALUES - 1] = 0.9f;
        seen[at + BOX_VALUES + label] = 0.9f;
        new OnnxGraph()
                .input("images", OnnxGraph.FLOAT, 1, 3, 416, 416)
                .constant("seen", seen, 1, CELLS, VALUES)
                .constant("per step", new float[] {1 / failsAbove}, 1)
                .constant("table", new float[] {0}, 1)
                .node("ReduceMean", "mean", Map.of("keepdims", 0L), "images")
                .node("Mul", "steps", Map.of(), "mean", "per step")
                .node("Cast", "index", Map.of("to", (long) OnnxGraph.INT64), "steps")
                // Beyond the end of the table where the picture is too bright.
                .node("Gather", "nothing", Map.of(), "table", "index")
                .node("Add", "output", Map.of(), "seen", "nothing")
                .output("output", OnnxGraph.FLOAT, 1, CELLS, VALUES)
                .write(file);
        return file;
    }
}
