package dev.lockstep.load.evaluate.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskMeterTest {
    @Test
    void costsAreByTaskInTheirOrder() {
        TaskMeter meter = new TaskMeter();
        for (int i = 1; i <= 20; i++) {
            meter.add(TaskMeter.SPEECH, 2, i * 10, 0.1, 0.5 + i / 100.0);
        }
        meter.add(TaskMeter.TEXTS, 0, 4, 0.002, 0.6);

        List<TaskCost> costs = meter.costs();

        assertThat(costs).extracting(TaskCost::task).containsExactly("speech", "texts");
        TaskCost speech = costs.get(0);
        assertThat(speech.items()).isEqualTo(20);
        assertThat(speech.p50Ms()).isEqualTo(100);
        assertThat(speech.p95Ms()).isEqualTo(190);
        // 20 items in 2.1 s; 2 s of CPU for 40 s of sound.
        assertThat(speech.itemsPerSecond()).isCloseTo(20 / 2.1, within(1e-9));
        assertThat(speech.cpuSeconds()).isCloseTo(2.0, within(1e-9));
        assertThat(speech.cpuSecondsPerMediaSecond()).isCloseTo(0.05, within(1e-9));
        assertThat(speech.residentGb()).isCloseTo(0.7, within(1e-9));
        assertThat(costs.get(1).cpuSecondsPerMediaSecond()).isNull();
    }

    @Test
    void whatIsMeasuredIsHandedOnAndCounted() {
        TaskMeter meter = new TaskMeter();

        assertThat(meter.<String, RuntimeException>measure(TaskMeter.TEXTS, 0, () -> "done"))
                .isEqualTo("done");
        assertThat(meter.costs().get(0).items()).isEqualTo(1);
    }
}
