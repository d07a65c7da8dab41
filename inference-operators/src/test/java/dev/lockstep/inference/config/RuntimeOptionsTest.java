package dev.lockstep.inference.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.runtime.ArenaStrategy;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeOptionsTest {
    static RuntimeConf load(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            map.put(parts[0], parts[1]);
        }
        return RuntimeOptions.conf(
                new OptionLoader(SpeechOptions.ALL, RuntimeOptions.ALL).map(map, "test").load());
    }

    @Test
    void defaults() {
        assertThat(load())
                .isEqualTo(
                        new RuntimeConf(
                                ExecutionProvider.AUTO,
                                false,
                                0,
                                0,
                                ArenaStrategy.SAME_AS_REQUESTED,
                                ModelStore.standardCacheDir(System.getenv())
                                        .resolve("engines")
                                        .toString(),
                                Duration.ofMinutes(1),
                                ""));
    }

    @Test
    void optionsReachTheirPlace() {
        RuntimeConf conf =
                load(
                        "inference.execution-provider=tensorrt",
                        "inference.provider-required=true",
                        "inference.gpu-device=1",
                        "inference.gpu-memory=2000",
                        "inference.gpu-arena=next-power-of-two",
                        "inference.run-timeout=2s",
                        "speech.model-cache=/cache");
        assertThat(conf)
                .isEqualTo(
                        new RuntimeConf(
                                ExecutionProvider.TENSORRT,
                                true,
                                1,
                                2_000_000_000L,
                                ArenaStrategy.NEXT_POWER_OF_TWO,
                                "/cache/engines",
                                Duration.ofSeconds(2),
                                ""));
        assertThat(load("inference.engine-cache=/engines").engineCache()).isEqualTo("/engines");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> load("inference.provider-required=true"))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("inference.execution-provider=cuda");
        assertThatThrownBy(
                        () ->
                                load(
                                        "inference.execution-provider=gpu",
                                        "inference.run-timeout=1ms",
                                        "inference.gpu-memory=-1"))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("inference.execution-provider")
                .hasMessageContaining("inference.run-timeout")
                .hasMessageContaining("inference.gpu-memory");
    }
}
