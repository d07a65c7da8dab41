package dev.lockstep.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.schema.registry.SchemaRegistryException.Kind;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class ConfluentSchemaRegistryITCase {
    private static final Schema WITH_INT =
            record().fields().requiredString("a").requiredInt("x").endRecord();
    private static final Schema WITHOUT = record().fields().requiredString("a").endRecord();
    private static final Schema WITH_STRING =
            record().fields()
                    .requiredString("a")
                    .name("x")
                    .type()
                    .stringType()
                    .stringDefault("")
                    .endRecord();

    private final String url = LocalStack.shared().registryUrl();
    private final String subject = "test-" + UUID.randomUUID() + "-value";
    private final SchemaRegistry registry = RegistryConf.of(url).open();

    @Test
    void everyRecordOfTheDesignIsRegisteredAndFoundByItsId() {
        for (Topic<?> topic : Topics.all()) {
            String own = topic.named(topic.name() + "-" + UUID.randomUUID()).subject();
            int id = registry.register(own, topic.schema());

            SchemaRegistry another = RegistryConf.of(url).open();
            assertThat(another.byId(id)).as(topic.name()).isEqualTo(topic.schema());
            assertThat(another.register(own, topic.schema())).isEqualTo(id);
        }
    }

    @Test
    void registrationSetsTransitiveCompatibility() throws Exception {
        registry.register(subject, WITHOUT);

        assertThat(get("/config/" + subject)).contains("\"BACKWARD_TRANSITIVE\"");
    }

    @Test
    void aSchemaThatCannotReadTheLatestIsRefused() {
        registry.register(subject, WITHOUT);

        assertThat(refusalOf(WITH_INT)).isEqualTo(Kind.INCOMPATIBLE);
    }

    @Test
    void aSchemaThatCannotReadOnlyTheOneBeforeTheLatestIsRefusedToo() {
        registry.register(subject, WITH_INT);
        registry.register(subject, WITHOUT);

        assertThat(refusalOf(WITH_STRING)).isEqualTo(Kind.INCOMPATIBLE);

        String other = subject + "-2";
        registry.register(other, WITHOUT);
        assertThat(registry.register(other, WITH_STRING)).isPositive();
    }

    @Test
    void anUnknownIdIsNotFound() {
        for (int id : new int[] {0, 1_999_999_999, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            assertThatExceptionOfType(SchemaRegistryException.class)
                    .isThrownBy(() -> registry.byId(id))
                    .withMessageContaining(Integer.toString(id))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        }
    }

    @Test
    void aRegistryThatIsNotThereIsSaidInASentence() {
        SchemaRegistry nobody =
                new RegistryConf("http://127.0.0.1:1/apis/ccompat/v7", Duration.ofMillis(300))
                        .open();

        assertThatExceptionOfType(SchemaRegistryException.class)
                .isThrownBy(() -> nobody.register(subject, WITHOUT))
                .withMessageContaining("http://127.0.0.1:1")
                .withMessageContaining("check that it runs")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    private Kind refusalOf(Schema schema) {
        SchemaRegistryException[] thrown = new SchemaRegistryException[1];
        assertThatExceptionOfType(SchemaRegistryException.class)
                .isThrownBy(() -> registry.register(subject, schema))
                .satisfies(e -> thrown[0] = e);
        assertThat(thrown[0]).hasMessageContaining(subject);
        return thrown[0].kind();
    }

    private String get(String path) throws IOException {
        try (InputStream body = URI.create(url + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SchemaBuilder.RecordBuilder<Schema> record() {
        return SchemaBuilder.record("R").namespace("test");
    }
}
