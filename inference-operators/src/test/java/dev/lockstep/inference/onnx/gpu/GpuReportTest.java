package dev.lockstep.inference.onnx.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.onnx.TestGraphs;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that measures a GPU, on two CPU sessions; its figures mean nothing and go nowhere. */
class GpuReportTest {
    private static final Map<String, long[]> SHAPES = Map.of("x", new long[] {1, 2});

    /** Each look at the clock is a millisecond after the one before. */
    private final AtomicLong clock = new AtomicLong();

    private final BatchCurve curve = new BatchCurve(0.01, () -> clock.getAndAdd(1_000_000));

    private List<GpuReport.Point> measure(Path one, Path other) throws Exception {
        try (var cpu = ModelSession.acquire(ModelFiles.of(one), RuntimeConf.cpu(), SHAPES);
                var gpu = ModelSession.acquire(ModelFiles.of(other), RuntimeConf.cpu(), SHAPES)) {
            return curve.measure("scale", cpu.value(), gpu.value(), SHAPES);
        }
    }

    @Test
    void theSameGraphAgreesAtEveryBatch(@TempDir Path folder) throws Exception {
        Path graph = TestGraphs.scale(folder.resolve("a.onnx"), 2);
        List<GpuReport.Point> points = measure(graph, graph);
        assertThat(points)
                .extracting(GpuReport.Point::batch)
                .containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(points).allMatch(p -> p.agrees() && p.difference() == 0 && p.cpuMs() == 1);
    }

    @Test
    void anOutputThatIsOffDoesNotAgree(@TempDir Path folder) throws Exception {
        List<GpuReport.Point> points =
                measure(
                        TestGraphs.scale(folder.resolve("a.onnx"), 2),
                        TestGraphs.scale(folder.resolve("b.onnx"), 2.04f));
        assertThat(points).noneMatch(GpuReport.Point::agrees);
        assertThat(points.get(0).difference()).isBetween(0.0199, 0.0201);
        assertThat(
                        measure(
                                TestGraphs.scale(folder.resolve("a.onnx"), 2),
                                TestGraphs.scale(folder.resolve("c.onnx"), Float.NaN)))
                .noneMatch(GpuReport.Point::agrees);
    }

    @Test
    void theReportSaysWhatWasMeasuredOnWhat(@TempDir Path folder) throws Exception {
        GpuReport report =
                new GpuReport(
                        "2000-01-01",
                        "a GPU",
                        "1.2",
                        "3.4",
                        "cuda",
                        1,
                        0.01,
                        List.of(
                                new GpuReport.Point("m", 4, 5, 8, 2, 0.001, true),
                                new GpuReport.Point("m", 8, 5, 8, 4, 0.5, false)));
        report.write(folder);
        assertThat(Files.readString(folder.resolve("gpu.md")))
                .startsWith("2000-01-01, a GPU, driver 1.2, ONNX Runtime 3.4, provider cuda")
                .contains("| m | 4 | 8.00 | 2.00 | 0.500 | 4.0 | 1.0e-03 |\n")
                .contains("| m | 8 | 8.00 | 4.00 | 0.500 | 2.0 | 5.0e-01 (does not agree) |\n");
        JsonNode json = new ObjectMapper().readTree(folder.resolve("gpu.json").toFile());
        assertThat(json.path("device").asText()).isEqualTo("a GPU");
        assertThat(json.path("points").path(1).path("agrees").asBoolean(true)).isFalse();
    }
}
