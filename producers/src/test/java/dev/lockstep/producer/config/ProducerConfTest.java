package dev.lockstep.producer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerConfTest {

    @Test
    void defaultsAreThoseOfTheParts() {
        ProducerConf conf =
                load("--produce.bootstrap-servers=b:1", "--produce.registry-url=http://r");

        assertThat(conf.registryUrl()).isEqualTo("http://r");
        assertThat(conf.source()).isEqualTo(MediaSourceConf.DEFAULT);
        assertThat(conf.media().pacing()).isEqualTo(Pacing.REALTIME);
        assertThat(conf.media().chunkMs()).isEqualTo(100);
        assertThat(conf.media().startUs()).isEmpty();
        assertThat(conf.publisher())
                .isEqualTo(dev.lockstep.producer.publish.PublisherConf.media("b:1"));
        assertThat(conf.payloadDir()).isEmpty();
    }

    @Test
    void everyKeyReachesItsPlace() {
        ProducerConf conf =
                load(
                        "--produce.bootstrap-servers=b:1",
                        "--produce.registry-url=http://r",
                        "--produce.stream-id=s",
                        "--produce.speed=4",
                        "--produce.start-time=2023-11-14T22:13:20Z",
                        "--produce.chunk=50ms",
                        "--produce.frame-rate=0.5",
                        "--produce.max-width=640",
                        "--produce.max-height=360",
                        "--produce.jpeg-quality=70",
                        "--produce.max-picture-pixels=1000",
                        "--produce.payload-dir=/tmp/p",
                        "--produce.read-timeout=3s",
                        "--produce.give-up-after=1min",
                        "--produce.buffer-bytes=2000000",
                        "--produce.linger=9ms",
                        "--produce.client-properties=security.protocol=SSL,client.id=me");

        assertThat(conf.source())
                .isEqualTo(new MediaSourceConf(0.5, 640, 360, 70, 1000, Duration.ofSeconds(3)));
        assertThat(conf.reconnect().giveUpAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(conf.media().streamId()).isEqualTo("s");
        assertThat(conf.media().pacing()).isEqualTo(new Pacing(4));
        assertThat(conf.media().startUs()).hasValue(1_700_000_000_000_000L);
        assertThat(conf.media().chunkMs()).isEqualTo(50);
        assertThat(conf.publisher().bufferBytes()).isEqualTo(2_000_000);
        assertThat(conf.publisher().linger()).isEqualTo(Duration.ofMillis(9));
        assertThat(conf.publisher().clientProperties())
                .isEqualTo(Map.of("security.protocol", "SSL", "client.id", "me"));
        assertThat(conf.payloadDir()).contains(Path.of("/tmp/p"));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> load("--produce.speed=fast", "--produce.jpeg-quality=0"))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("produce.speed cannot be 'fast'")
                .hasMessageContaining("must be 1 to 100")
                .hasMessageContaining("produce.bootstrap-servers is missing");
    }

    private static ProducerConf load(String... arguments) {
        return ProducerConf.from(
                new OptionLoader(ProducerOptions.ALL).arguments(List.of(arguments)).load());
    }
}
