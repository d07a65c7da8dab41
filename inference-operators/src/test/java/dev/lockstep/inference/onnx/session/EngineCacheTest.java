package dev.lockstep.inference.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.lockstep.inference.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCacheTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef";

    @Test
    void anEngineIsForOneGraphGpuDriverAndRuntime() {
        assertThat(EngineCache.name(SHA, "NVIDIA H100 80GB", "550.54", "1.29.0"))
                .isEqualTo("0123456789abcdef_NVIDIA-H100-80GB_550.54_1.29.0");
        assertThat(EngineCache.name(SHA, "../../etc", "1/2", "3"))
                .isEqualTo("0123456789abcdef_..-..-etc_1-2_3")
                .doesNotContain("/");
    }

    @Test
    void theGpuIsReadFromItsDriver(@TempDir Path driver) throws Exception {
        assertThat(EngineCache.gpu(driver, 0)).isEqualTo("unknown");
        for (String[] gpu : new String[][] {{"0000:01:00.0", "One"}, {"0000:02:00.0", "Two"}}) {
            Path folder = Files.createDirectories(driver.resolve("gpus").resolve(gpu[0]));
            Files.writeString(
                    folder.resolve("information"),
                    "Model: \t\t NVIDIA " + gpu[1] + "\nIRQ:   \t\t 73\n");
        }
        assertThat(EngineCache.gpu(driver, 0)).isEqualTo("NVIDIA One");
        assertThat(EngineCache.gpu(driver, 1)).isEqualTo("NVIDIA Two");
        assertThat(EngineCache.gpu(driver, 2)).isEqualTo("unknown");
    }

    @Test
    void aFolderOfItsOwnForEachGraph(@TempDir Path root) throws Exception {
        Path one = Files.writeString(root.resolve("one"), "1");
        Path two = Files.writeString(root.resolve("two"), "2");
        Path first = EngineCache.folder(root.resolve("engines"), one, 0, "1.29.0");
        assertThat(first).isDirectory().hasParent(root.resolve("engines"));
        assertThat(EngineCache.folder(root.resolve("engines"), two, 0, "1.29.0"))
                .isNotEqualTo(first);
        assertThat(EngineCache.folder(root.resolve("engines"), one, 0, "1.29.0")).isEqualTo(first);
        assertThatThrownBy(() -> EngineCache.folder(one, two, 0, "1"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("inference.engine-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to allocate memory for requested buffer of size 1000",
                "Available memory of 10 is smaller than requested bytes of 100",
                "CUDA failure 2: out of memory ; GPU=0",
                "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED",
                "std::bad_alloc"
            })
    void aLackOfMemoryIsToldFromItsText(String message) {
        assertThat(AllocationFailures.is(new OrtException(message))).isTrue();
        assertThat(AllocationFailures.is(new IllegalStateException(message))).isFalse();
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(AllocationFailures.is(new OrtException("Invalid dimension for input")))
                .isFalse();
    }
}
