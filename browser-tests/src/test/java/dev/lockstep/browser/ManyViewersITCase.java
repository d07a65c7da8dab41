package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyViewersITCase {
    private static final String STREAM = "town-hall";
    private static final int PAGES = 4;
    private static final int LISTENERS = 16;
    private static final int WARM_UP = 3_000;
    private static final int MESSAGES = 12_000;
    private static final int BATCH = 100;
    private static final long MOST_GROWTH_BYTES = 8L << 20;

    private Chromium chromium;

    @BeforeAll
    void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void twentyViewersOfOneStreamSeeTheNewestAndTheServerDoesNotGrow() throws Exception {
        List<Visit> visits = new ArrayList<>();
        List<Listener> listeners = new ArrayList<>();
        try (ScriptedServer server = new ScriptedServer()) {
            server.views().add(STREAM);
            for (int n = 0; n < PAGES; n++) {
                Visit visit = Visit.onDesktop(chromium, server.root());
                visits.add(visit);
                visit.open("#/streams/" + STREAM);
                visit.awaitText(".badge-connection-live", "connected");
            }
            for (int n = 0; n < LISTENERS; n++) {
                listeners.add(new Listener(server.root()));
            }
            await().until(() -> listeners.stream().allMatch(one -> one.lines.get() > 0));

            long sent = revise(server, listeners, 0, WARM_UP);
            long before = usedAfterCollection();
            sent = revise(server, listeners, sent, MESSAGES);
            long after = usedAfterCollection();

            assertThat(after - before).isLessThan(MOST_GROWTH_BYTES);
            for (Visit visit : visits) {
                visit.awaitText(".caption .committed", "revision " + sent + ".", 20_000);
                assertThat(visit.texts(".caption")).hasSize(1);
                visit.assertFaultless();
            }
        } finally {
            visits.forEach(Visit::close);
            listeners.forEach(Listener::close);
        }
    }

    /**
     * One caption revised over and over, no faster than the slowest listener takes it: one that
     * does not keep up is given the newest revision only, and one that is lost ends the test.
     */
    private static long revise(
            ScriptedServer server, List<Listener> listeners, long sent, int count) {
        long last = sent;
        for (int batch = 0; batch < count / BATCH; batch++) {
            for (int n = 0; n < BATCH; n++) {
                last++;
                server.views()
                        .put(
                                STREAM,
                                Samples.caption(
                                        0, (int) last, "revision " + last + ".", "", false));
            }
            String newest = "revision " + last + ".";
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> listeners.stream().allMatch(one -> one.newest.contains(newest)));
        }
        return last;
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Reads the events of the stream and keeps the newest. */
    private static final class Listener implements AutoCloseable {
        private final AtomicLong lines = new AtomicLong();
        private final Stream<String> body;
        private volatile String newest = "";
        private final Thread thread;

        Listener(URI root) throws IOException, InterruptedException {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request =
                    HttpRequest.newBuilder(root.resolve("/api/v1/streams/" + STREAM + "/events"))
                            .build();
            body = client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            thread = new Thread(this::read, "listener");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            try {
                body.filter(line -> line.startsWith("data:")).forEach(this::take);
            } catch (RuntimeException e) {
                // The server has gone, as it does at the end of the test.
                Thread.currentThread().interrupt();
            }
        }

        private void take(String line) {
            newest = line;
            lines.incrementAndGet();
        }

        @Override
        public void close() {
            body.close();
            thread.interrupt();
        }
    }
}
