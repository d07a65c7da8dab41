package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityITCase {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

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
    @CsvSource({"PHONE, LIGHT", "PHONE, DARK", "DESKTOP, LIGHT", "DESKTOP, DARK", "WALL, DARK"})
    void axeFindsNothingSerious(Visit.Screen screen, ColorScheme scheme) {
        try (Visit visit = new Visit(chromium, server.root(), screen, scheme)) {
            visit.open("");
            visit.awaitText(".card h2", Programme.STREAM);
            assertThat(serious(visit)).isEmpty();

            visit.open("#/search?q=bridge");
            visit.awaitText(".hit mark", "bridge");
            assertThat(serious(visit)).isEmpty();

            visit.open("#/streams/" + Programme.STREAM + "?t=9000");
            visit.awaitText(".caption[aria-current=true]", "bridge");
            visit.awaitText(".box-label", "person");
            visit.awaitText(".lane-audio .piece", "bridge");
            visit.page().locator(".options summary").click();
            visit.page().locator(".window-table summary").click();
            visit.awaitText(".window-table td", "complete");
            assertThat(serious(visit)).isEmpty();

            visit.page().getByLabel("Contrast").selectOption("high");
            assertThat(serious(visit)).isEmpty();
            assertThat(
                            visit.page()
                                    .evaluate(
                                            "() => document.documentElement.scrollWidth - innerWidth"))
                    .as("nothing is wider than the screen")
                    .isEqualTo(0);
            visit.assertFaultless();
        }
    }

    private static List<String> serious(Visit visit) {
        return new AxeBuilder(visit.page())
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(String.valueOf(rule.getImpact())))
                        .map(AccessibilityITCase::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().get(0).getHtml();
    }
}
