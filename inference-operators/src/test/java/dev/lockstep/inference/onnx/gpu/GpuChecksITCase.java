package dev.lockstep.inference.onnx.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.onnx.session.OnnxEnvironment;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Run by {@code .ci/gpu-checks}, which knows that there is a GPU; fails where there is none. */
@Tag("gpu")
class GpuChecksITCase {
    /** CUDA multiplies in TF32, with 10 bits of mantissa, unless told otherwise. */
    private static final double TOLERANCE = 0.01;

    private static final RuntimeConf CPU = RuntimeConf.cpu().with(Duration.ofMinutes(5));
    private static final RuntimeConf CUDA = CPU.with(ExecutionProvider.CUDA, true);

    private final ModelStore store = ModelStore.standard(ProgressListener.NONE);
    private final BatchCurve curve = new BatchCurve(TOLERANCE, System::nanoTime);

    @Test
    void outputsAgreeAndFiguresAreWritten() throws Exception {
        List<GpuReport.Point> points = new ArrayList<>();
        points.addAll(picture("pp-ocr-v4", "det.onnx", 640, 640));
        points.addAll(picture("pp-ocr-v4", "cls.onnx", 48, 192));
        points.addAll(picture("pp-ocr-v4", "rec.onnx", 48, 320));
        points.addAll(picture("yolox-nano", "yolox_nano.onnx", 416, 416));
        points.addAll(
                measure(
                        "moonshine-tiny-en",
                        "encoder_model.ort",
                        Map.of(
                                "input_values", new long[] {1, 32_000},
                                "attention_mask", new long[] {1, 32_000})));
        new GpuReport(
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        property("lockstep.gpu.device"),
                        property("lockstep.gpu.driver"),
                        OnnxEnvironment.get().getVersion(),
                        ExecutionProvider.CUDA.label(),
                        Integer.getInteger(OnnxEnvironment.INTRA_OP_PROPERTY, 1),
                        TOLERANCE,
                        points)
                .write(Path.of(property("lockstep.gpu.out")));
        assertThat(points).isNotEmpty().allMatch(GpuReport.Point::agrees);
    }

    private static String property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .orElseThrow(
                        () -> new IllegalStateException("run .ci/gpu-checks, which sets " + name));
    }

    private List<GpuReport.Point> picture(String id, String file, int height, int width)
            throws Exception {
        Path folder;
        try {
            folder = store.resolve(id);
        } catch (ModelStoreException e) {
            // yolox-nano is in no registry; the other models are measured without it.
            System.out.println(e.getMessage());
            return List.of();
        }
        try (var probe = ModelSession.acquire(ModelFiles.of(folder.resolve(file)), CPU, Map.of())) {
            String input = probe.value().inputs().keySet().iterator().next();
            return measure(id, file, Map.of(input, new long[] {1, 3, height, width}));
        }
    }

    private List<GpuReport.Point> measure(String id, String file, Map<String, long[]> shapes)
            throws Exception {
        ModelFiles files = ModelFiles.of(store.resolve(id).resolve(file));
        try (var cpu = ModelSession.acquire(files, CPU, Map.of());
                var gpu = ModelSession.acquire(files, CUDA, shapes)) {
            assertThat(gpu.value().provider()).isEqualTo(ExecutionProvider.CUDA);
            return curve.measure(id + " " + file, cpu.value(), gpu.value(), shapes);
        }
    }
}
