package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves the pictures for the README in target/screenshots. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenshotsITCase {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Chromium chromium;
    private ScriptedServer server;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        server = new ScriptedServer();
        Programme.play(server.views());
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, LIGHT", "DESKTOP, DARK", "PHONE, DARK", "WALL, DARK"})
    void theStreamIsShown(Visit.Screen screen, ColorScheme scheme) {
        try (Visit visit = new Visit(chromium, server.root(), screen, scheme)) {
            visit.open("#/streams/" + Programme.STREAM);
            visit.awaitText(".caption .tentative", "and the");
            visit.awaitText(".box-label", "person");
            visit.awaitText(".lane-text .piece", "ben");
            Path file =
                    FOLDER.resolve(
                            ("stream-" + screen + "-" + scheme + ".png").toLowerCase(Locale.ROOT));
            byte[] picture = visit.page().screenshot(new Page.ScreenshotOptions().setPath(file));
            assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
            visit.assertFaultless();
        }
    }
}
