package dev.lockstep.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Two tasks that set the rule of a new subject at once, at a registry that does as Apicurio. */
class RegistrationRaceTest {
    private static final int TASKS = 2;

    private final CyclicBarrier writesMeet = new CyclicBarrier(TASKS);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void bothTasksRegisterAlthoughTheRegistryRefusesTheSecondRule() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2 * TASKS);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        try {
            List<Future<Integer>> ids = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                ids.add(threads.submit(() -> register(server.getAddress().getPort())));
            }
            for (Future<Integer> id : ids) {
                assertThat(id.get(60, TimeUnit.SECONDS)).isEqualTo(9);
            }
            assertThat(arrived).hasValueGreaterThanOrEqualTo(TASKS);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static int register(int port) {
        String url = "http://127.0.0.1:" + port;
        try (SchemaRegistry registry = new RegistryConf(url, Duration.ofSeconds(20)).open()) {
            return registry.register("s-value", Schema.create(Schema.Type.STRING));
        }
    }

    /** No rule before the first write; of those that meet one is taken, and later ones are. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                if (written.get() == 0) {
                    answer(exchange, 404, "{\"error_code\":40408,\"message\":\"no rule\"}");
                } else {
                    answer(exchange, 200, "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
                }
            }
            case "PUT" -> {
                boolean meets = arrived.incrementAndGet() <= TASKS;
                if (meets) {
                    meet();
                }
                if (written.getAndIncrement() == 0 || !meets) {
                    answer(exchange, 200, "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
                } else {
                    answer(exchange, 409, "{\"error_code\":409,\"message\":\"rule exists\"}");
                }
            }
            default -> answer(exchange, 200, "{\"id\":9}");
        }
    }

    private void meet() throws IOException {
        try {
            writesMeet.await(30, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("the other task did not write", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
