package dev.lockstep.inference.onnx;

import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.onnx.session.TensorPool;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A process of its own, whose heap is resident from the start, so that what grows is native. Prints
 * by how many kB it grew over a million runs.
 */
final class MillionRuns {
    private static final int WARM_UP_RUNS = 100_000;
    private static final int RUNS = 1_000_000;

    private MillionRuns() {}

    public static void main(String[] args) throws IOException {
        try (var lease =
                ModelSession.acquire(
                        ModelFiles.of(Path.of(args[0])), RuntimeConf.cpu(), Map.of())) {
            run(lease.value(), WARM_UP_RUNS);
            long before = residentKb();
            run(lease.value(), RUNS);
            System.out.println(residentKb() - before);
        }
    }

    /** Half of the runs write into a tensor of the pool, half have one made by ONNX Runtime. */
    private static void run(ModelSession session, int runs) {
        for (int i = 0; i < runs; i++) {
            int rows = 1 + i % 3;
            try (TensorPool.Pooled in = session.tensors().floats(rows, 4)) {
                if (i % 2 == 0) {
                    try (TensorPool.Pooled out = session.tensors().floats(rows, 4)) {
                        session.run(Map.of("x", in.tensor()), Map.of("y", out.tensor()));
                    }
                } else {
                    session.run(Map.of("x", in.tensor()), Set.of("y"), Map.of()).close();
                }
            }
        }
    }

    private static long residentKb() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
