package dev.lockstep.inference.onnx.gpu;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the checks on a GPU measured, as JSON and as a table for docs/performance.md.
 *
 * @param date day of the run, ISO
 * @param device name of the GPU
 * @param driver version of its driver
 * @param runtime version of ONNX Runtime
 * @param provider execution provider that ran
 * @param cpuThreads threads that a run on the CPU used
 * @param tolerance largest difference of two outputs, as a share of the largest value, that counts
 *     as agreement
 * @param points what was measured
 */
record GpuReport(
        String date,
        String device,
        String driver,
        String runtime,
        String provider,
        int cpuThreads,
        double tolerance,
        List<Point> points) {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One model at one batch size.
     *
     * @param model its name
     * @param batch rows in a run
     * @param runs runs that were timed on each side, after one that was not
     * @param cpuMs median of a run on the CPU
     * @param gpuMs median of a run on the GPU
     * @param difference largest difference of the outputs, as a share of the largest value
     * @param agrees whether that is within the tolerance
     */
    record Point(
            String model,
            int batch,
            int runs,
            double cpuMs,
            double gpuMs,
            double difference,
            boolean agrees) {
        double ratio() {
            return cpuMs / gpuMs;
        }
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s, %s, driver %s, ONNX Runtime %s, provider %s, CPU with %d thread(s) a run;"
                                + " medians. Outputs agree when they differ by at most %s of the"
                                + " largest value.%n%n",
                        date,
                        device,
                        driver,
                        runtime,
                        provider,
                        cpuThreads,
                        tolerance));
        text.append(
                "| model | batch | CPU ms | GPU ms | GPU ms a row | CPU / GPU | difference |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|\n");
        for (Point point : points) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %.2f | %.2f | %.3f | %.1f | %.1e%s |%n",
                            point.model(),
                            point.batch(),
                            point.cpuMs(),
                            point.gpuMs(),
                            point.gpuMs() / point.batch(),
                            point.ratio(),
                            point.difference(),
                            point.agrees() ? "" : " (does not agree)"));
        }
        return text.toString();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("gpu.json"), MAPPER.writeValueAsString(this) + "\n");
        Files.writeString(folder.resolve("gpu.md"), markdown());
    }
}
