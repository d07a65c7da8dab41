package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardITCase {
    private static final String STREAM = "town-hall";
    private static final int MOST_TABS = 12;

    private Chromium chromium;
    private ScriptedServer server;
    private Visit visit;

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

    @BeforeEach
    void startServer() {
        server = new ScriptedServer();
        server.views().add(STREAM);
        for (int number = 0; number < 100; number++) {
            String text = number == 7 ? "the bridge over the river" : "sentence " + number;
            server.views().put(STREAM, Samples.caption(number, text));
        }
        visit = Visit.onDesktop(chromium, server.root());
    }

    @AfterEach
    void stopServer() {
        visit.assertFaultless();
        visit.close();
        server.close();
    }

    @Test
    void searchingAndJumpingToAHitNeedsNoMouse() {
        Page page = visit.open("");
        visit.awaitText(".card h2", STREAM);

        tabTo(page, "#query");
        page.keyboard().type("bridge");
        page.keyboard().press("Enter");
        visit.awaitText(".hit mark", "bridge");
        tabTo(page, ".hit");
        page.keyboard().press("Enter");

        // 7 is not among the fifty newest, so that it has to be asked for.
        visit.awaitText(".caption[aria-current=true]", "the bridge over the river");
        assertThat(page.url()).endsWith("#/streams/town-hall?t=21000");
        assertThat(page.evaluate("() => document.activeElement.closest('.caption')?.ariaCurrent"))
                .isEqualTo("true");
        assertThat(isInSight(page)).isEqualTo(true);

        tabTo(page, ".catch-up");
        page.keyboard().press("Enter");
        page.waitForFunction("() => location.hash === '#/streams/town-hall'");
        assertThat(visit.texts(".caption[aria-current=true]")).isEmpty();
    }

    @Test
    void arrowKeysGoThroughTheCaptionsAndTabGetsPastThem() {
        Page page = visit.open("#/streams/" + STREAM);
        visit.awaitText(".caption", "sentence 99");

        tabTo(page, ".caption-time");
        assertThat(focused(page)).contains("sentence 99");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(focused(page)).contains("sentence 97");
        page.keyboard().press("Enter");
        visit.awaitText(".caption[aria-current=true]", "sentence 97");

        tabTo(page, ".chart");
    }

    @Test
    void slashGoesToTheSearchBoxUnlessItIsSwitchedOff() {
        Page page = visit.open("#/streams/" + STREAM);
        visit.awaitText(".caption", "sentence 99");

        page.keyboard().press("/");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("query");

        page.locator(".options summary").click();
        page.getByLabel("Key / goes to the search box").uncheck();
        page.keyboard().press("/");
        assertThat(page.evaluate("() => document.activeElement.id")).isNotEqualTo("query");
    }

    @Test
    void arrowKeysReadTheTimelineWindowByWindow() {
        for (int index = 0; index < 8; index++) {
            server.views().put(STREAM, Samples.window(index, "word " + index / 4, "complete", ""));
        }
        Page page = visit.open("#/streams/" + STREAM + "?t=1000");
        visit.awaitText(".lane-audio .piece", "word 1");

        page.locator(".chart").focus();
        page.keyboard().press("Home");
        visit.awaitText(".teller", "0:00.0–0:02.0 · audio complete");
        page.keyboard().press("ArrowRight");
        visit.awaitText(".teller", "0:00.5–0:02.5 · audio complete");
        page.keyboard().press("Enter");
        page.waitForFunction("() => location.hash.endsWith('?t=500')");
    }

    private static void tabTo(Page page, String selector) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            page.keyboard().press("Tab");
            Object there =
                    page.evaluate("selector => document.activeElement.matches(selector)", selector);
            if (Boolean.TRUE.equals(there)) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by " + MOST_TABS + " tabs");
    }

    private static String focused(Page page) {
        return String.valueOf(
                page.evaluate("() => document.activeElement.closest('.caption').textContent"));
    }

    private static Object isInSight(Page page) {
        return page.locator(".caption[aria-current=true]")
                .evaluate(
                        """
                        (caption) => {
                          const inner = caption.getBoundingClientRect();
                          const outer = caption.closest('.caption-scroll').getBoundingClientRect();
                          return inner.top >= outer.top && inner.bottom <= outer.bottom;
                        }
                        """);
    }
}
