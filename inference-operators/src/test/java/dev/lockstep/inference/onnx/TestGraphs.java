package dev.lockstep.inference.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Small graphs for tests of other packages. */
public final class TestGraphs {
    private TestGraphs() {}

    /** Writes a graph y = factor · x over rows of two. */
    public static Path scale(Path file, float factor) throws IOException {
        new OnnxGraph()
                .input("x", OnnxGraph.FLOAT, "rows", 2)
                .constant("factor", new float[] {factor}, 1)
                .node("Mul", "y", Map.of(), "x", "factor")
                .output("y", OnnxGraph.FLOAT, "rows", 2)
                .write(file);
        return file;
    }
}
