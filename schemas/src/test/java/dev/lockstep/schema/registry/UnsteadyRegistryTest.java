package dev.lockstep.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that a real registry cannot be made to give on demand. */
class UnsteadyRegistryTest {
    private static final String STRING_SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"no\"}";

    private static final String NO_RULE = "{\"error_code\":40408,\"message\":\"no\"}";

    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        registry = new RegistryConf(url, Duration.ofSeconds(20)).open();
    }

    @AfterEach
    void stop() {
        registry.close();
        server.stop(0);
    }

    @Test
    void waitsForARegistryThatIsStartingAndAsksOnceForEachId() {
        answers.add(new Answer(503, "{\"error_code\":50301,\"message\":\"starting\"}"));
        answers.add(new Answer(502, "<html>proxy</html>"));
        answers.add(new Answer(200, STRING_SCHEMA));

        assertThat(registry.byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(registry.byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(requests).hasSize(3);
    }

    @Test
    void anUnknownIdIsNotAskedForWithEveryRecord() {
        answers.add(new Answer(404, NOT_FOUND));

        for (int record = 0; record < 3; record++) {
            assertThatThrownBy(() -> registry.byId(7))
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            e ->
                                    assertThat(e.kind())
                                            .isEqualTo(SchemaRegistryException.Kind.NOT_FOUND));
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void whatIsNotAvroAndWhatWeMayNotSeeAreToldApart() {
        answers.add(new Answer(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"));
        answers.add(new Answer(403, "{\"error_code\":40301,\"message\":\"forbidden\"}"));

        assertThatThrownBy(() -> registry.byId(7))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e ->
                                assertThat(e.kind())
                                        .isEqualTo(SchemaRegistryException.Kind.INCOMPATIBLE));
        assertThatThrownBy(() -> registry.byId(8))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.kind()).isEqualTo(SchemaRegistryException.Kind.REFUSED));
    }

    @Test
    void aSchemaIsRegisteredOnce() {
        answers.add(new Answer(404, NO_RULE));
        answers.add(new Answer(200, "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"));
        answers.add(new Answer(200, "{\"id\":9}"));
        Schema schema = Schema.create(Schema.Type.STRING);

        assertThat(registry.register("s-value", schema)).isEqualTo(9);
        assertThat(registry.register("s-value", schema)).isEqualTo(9);
        assertThat(registry.byId(9)).isEqualTo(schema);
        assertThat(requests)
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("PUT /config/s-value")
                .contains("BACKWARD_TRANSITIVE");
    }

    @Test
    void aRuleThatIsThereIsNotWrittenAgain() {
        answers.add(new Answer(200, "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}"));
        answers.add(new Answer(200, "{\"id\":9}"));

        registry.register("s-value", Schema.create(Schema.Type.STRING));

        assertThat(requests).hasSize(2).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void anotherRuleIsReplaced() {
        answers.add(new Answer(200, "{\"compatibilityLevel\":\"NONE\"}"));
        answers.add(new Answer(200, "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"));
        answers.add(new Answer(200, "{\"id\":9}"));

        registry.register("s-value", Schema.create(Schema.Type.STRING));

        assertThat(requests).hasSize(3).anyMatch(request -> request.startsWith("PUT"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        Answer answer = answers.remove();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
