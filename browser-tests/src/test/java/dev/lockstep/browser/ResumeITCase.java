package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeITCase {
    private static final String STREAM = "town-hall";

    /** The page waits up to 4 s between attempts. */
    private static final double RECONNECTED_MS = 20_000;

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
    void afterARestartOnTheSamePortNothingIsLostOrDoubled() {
        try (ScriptedServer server = new ScriptedServer();
                Visit visit = Visit.onDesktop(chromium, server.root())) {
            server.views().add(STREAM);
            speak(server, 0, 70);
            visit.open("#/streams/" + STREAM);
            visit.awaitText(".caption", "sentence 69.");
            visit.page().locator(".earlier").click();
            visit.awaitText(".caption", "sentence 0.");

            server.stop();
            visit.awaitText(".badge-connection-reconnecting", "reconnecting");
            // More than the snapshot of the new server holds.
            speak(server, 70, 140);
            server.startAgain();
            visit.awaitText(".badge-connection-live", "connected", RECONNECTED_MS);
            visit.awaitText(".caption", "sentence 139.");
            visit.awaitText(".caption", "sentence 71.");
            speak(server, 140, 141);
            visit.awaitText(".caption", "sentence 140.");

            assertThat(visit.texts(".caption .committed")).containsExactlyElementsOf(spoken(141));
            visit.assertFaultless();
        }
    }

    @Test
    void aBrokenConnectionGoesOnBehindTheLastMessage() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                CuttableRelay relay = new CuttableRelay(server.root());
                Visit visit = Visit.onDesktop(chromium, relay.root())) {
            server.views().add(STREAM);
            List<String> resumed = new CopyOnWriteArrayList<>();
            visit.page()
                    .onRequest(
                            request -> {
                                if (request.url().contains("/events?after=")) {
                                    resumed.add(request.url());
                                }
                            });
            visit.open("#/streams/" + STREAM);
            visit.awaitText(".badge-connection-live", "connected");
            speak(server, 0, 3);
            visit.awaitText(".caption", "sentence 2.");

            relay.cut();
            visit.awaitText(".badge-connection-reconnecting", "reconnecting");
            speak(server, 3, 6);
            relay.mend();
            visit.awaitText(".caption", "sentence 5.", RECONNECTED_MS);

            assertThat(visit.texts(".caption .committed")).containsExactlyElementsOf(spoken(6));
            assertThat(resumed).isNotEmpty();
            visit.assertFaultless();
        }
    }

    @Test
    void aServerThatStaysAwayIsToldAndFoundAgain() {
        try (ScriptedServer server = new ScriptedServer();
                Visit visit = Visit.onDesktop(chromium, server.root())) {
            server.views().add(STREAM);
            visit.open("#/streams/" + STREAM);
            visit.awaitText(".badge-connection-live", "connected");

            server.stop();
            visit.awaitText(".badge-connection-gone", "server gone", RECONNECTED_MS);
            server.startAgain();

            visit.awaitText(".badge-connection-live", "connected", RECONNECTED_MS);
            visit.assertFaultless();
        }
    }

    private static void speak(ScriptedServer server, int from, int to) {
        IntStream.range(from, to)
                .forEach(
                        number ->
                                server.views()
                                        .put(
                                                STREAM,
                                                Samples.caption(
                                                        number, "sentence " + number + ".")));
    }

    private static List<String> spoken(int count) {
        return IntStream.range(0, count).mapToObj(number -> "sentence " + number + ".").toList();
    }
}
