package dev.lockstep.load.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuProfileTest {
    /** CPU time of 40 samples. */
    private static final long BURNT_NS = 40L * CpuSampler.INTERVAL_MS * 1_000_000;

    @Test
    void samplesOfThisProcessAreReadBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cpu.jfr");
        double left;
        try (CpuSampler sampler = CpuSampler.start(file)) {
            assertThat(sampler.file()).isEqualTo(file);
            left = burn();
        }
        CpuProfile profile = CpuProfile.read(file);
        assertThat(left).isFinite();
        assertThat(profile.samples()).isGreaterThan(10);
        assertThat(profile.parts()).containsKey(CpuPart.LOCKSTEP);
        assertThat(profile.parts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(profile.samples());
    }

    private static double burn() {
        var threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + BURNT_NS;
        double sum = 0;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 1; i < 100_000; i++) {
                sum += 1.0 / i;
            }
        }
        return sum;
    }

    @Test
    void whatIsOutsideIsAllButModelsMediaAndKafka() {
        CpuProfile profile =
                new CpuProfile(
                        10,
                        Map.of(
                                CpuPart.ONNX_RUNTIME, 5L,
                                CpuPart.KAFKA_BROKER, 1L,
                                CpuPart.KAFKA_CLIENTS, 1L,
                                CpuPart.FLINK, 2L,
                                CpuPart.COMPILER, 1L),
                        Map.of("FLINK Task.run", 2L));
        assertThat(profile.outsideShare()).isCloseTo(0.3, within(1e-9));
        StringWriter text = new StringWriter();
        profile.print(new PrintWriter(text, true));
        assertThat(text.toString())
                .contains("ONNX Runtime                50.0 %")
                .contains("30.0 % outside")
                .contains("20.0 % FLINK Task.run");
    }
}
