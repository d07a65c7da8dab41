package dev.lockstep.inference.runtime;

import static dev.lockstep.inference.runtime.ExecutionProvider.AUTO;
import static dev.lockstep.inference.runtime.ExecutionProvider.CPU;
import static dev.lockstep.inference.runtime.ExecutionProvider.CUDA;
import static dev.lockstep.inference.runtime.ExecutionProvider.TENSORRT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderPlanTest {
    private static final Set<ExecutionProvider> CPU_BUILD = Set.of(CPU);
    private static final Set<ExecutionProvider> GPU_BUILD = Set.of(CPU, CUDA, TENSORRT);

    private static List<ExecutionProvider> plan(
            ExecutionProvider provider, boolean required, Set<ExecutionProvider> available) {
        return ProviderPlan.of(RuntimeConf.cpu().with(provider, required), available).candidates();
    }

    @Test
    void whatIsNotRequiredEndsWithTheCpu() {
        assertThat(plan(AUTO, false, GPU_BUILD)).containsExactly(TENSORRT, CUDA, CPU);
        assertThat(plan(AUTO, false, CPU_BUILD)).containsExactly(CPU);
        assertThat(plan(AUTO, false, Set.of(CPU, CUDA))).containsExactly(CUDA, CPU);
        assertThat(plan(TENSORRT, false, GPU_BUILD)).containsExactly(TENSORRT, CUDA, CPU);
        assertThat(plan(CUDA, false, GPU_BUILD)).containsExactly(CUDA, CPU);
        assertThat(plan(CUDA, false, CPU_BUILD)).containsExactly(CPU);
        assertThat(plan(CPU, false, GPU_BUILD)).containsExactly(CPU);
    }

    @Test
    void whatIsRequiredStandsAlone() {
        assertThat(plan(TENSORRT, true, GPU_BUILD)).containsExactly(TENSORRT);
        assertThat(plan(CUDA, true, GPU_BUILD)).containsExactly(CUDA);
        assertThat(plan(CPU, true, CPU_BUILD)).containsExactly(CPU);
    }

    @Test
    void whatIsRequiredAndMissingSaysWhatToDo() {
        assertThatThrownBy(() -> plan(CUDA, true, CPU_BUILD))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cuda is required")
                .hasMessageContaining("mvn -Pgpu");
    }

    @Test
    void aRequiredProviderHasAName() {
        assertThatThrownBy(() -> RuntimeConf.cpu().with(AUTO, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
