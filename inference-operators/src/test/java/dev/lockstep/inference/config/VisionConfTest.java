package dev.lockstep.inference.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.operator.CatalogueVisionModels;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisionConfTest {
    private static VisionConf load(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            map.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return VisionConf.of(
                new OptionLoader(SpeechOptions.ALL, VisionOptions.ALL, RuntimeOptions.ALL)
                        .map(map, "test")
                        .load());
    }

    @Test
    void theDefaultsAreThoseOfTheAnalyser() {
        VisionConf conf = load();
        assertThat(conf.enabled()).isTrue();
        assertThat(conf.capacity()).isEqualTo(65);
        assertThat(conf.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(conf.models())
                .isEqualTo(
                        new CatalogueVisionModels(
                                "yolox-nano",
                                "pp-ocr-v4",
                                "open-nsfw",
                                "",
                                "",
                                "",
                                AnalyzerConf.defaults(),
                                RuntimeOptionsTest.load()));
    }

    @Test
    void optionsReachTheirPlace() {
        VisionConf conf =
                load(
                        "vision.objects=",
                        "speech.model-cache=/cache",
                        "vision.skip-stale-frames=false",
                        "vision.change-threshold=0",
                        "vision.text-side=736",
                        "vision.captioning=file:/captioner",
                        "vision.captioning-every=7s",
                        "vision.payload-dir=/payloads");
        CatalogueVisionModels models = (CatalogueVisionModels) conf.models();
        assertThat(models.objectsId()).isEmpty();
        assertThat(models.cacheDir()).isEqualTo("/cache");
        assertThat(models.conf().shedStale()).isFalse();
        assertThat(models.conf().changeThreshold()).isZero();
        assertThat(models.describerId()).isEqualTo("file:/captioner");
        assertThat(models.conf().captioningEveryUs()).isEqualTo(7_000_000);
        assertThat(models.conf().textSide()).isEqualTo(736);
        assertThat(models.conf().payloadDir()).isEqualTo("/payloads");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> load("vision.threads=0", "vision.text-score=2"))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("vision.threads")
                .hasMessageContaining("vision.text-score");
    }
}
