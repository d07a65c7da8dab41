package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.WindowView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTextITCase {
    private static final String IMAGE = "<img src=x onerror=window.hit=1>";
    private static final String SCRIPT = "<script>window.hit=1;alert(1)</script>";
    private static final String STREAM = "radio " + IMAGE;

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
    void markupFromUsersAndModelsIsTextEverywhere() {
        try (ScriptedServer server = new ScriptedServer();
                Visit visit = Visit.onDesktop(chromium, server.root())) {
            ScriptedViews views = server.views();
            views.add(STREAM);
            views.put(STREAM, Samples.caption(0, "said " + IMAGE + SCRIPT));
            Page page = visit.open("");
            visit.awaitText(".card h2", STREAM);
            visit.awaitText(".card-caption", "said " + IMAGE + SCRIPT);

            visit.open("#/streams/" + encoded(STREAM));
            visit.awaitText("h1", STREAM);
            visit.awaitText(".caption .committed", "said " + IMAGE + SCRIPT);
            views.put(STREAM, Samples.caption(1, 1, "then", "maybe " + SCRIPT, false));
            visit.awaitText(".caption .tentative", "maybe " + SCRIPT);
            views.put(
                    STREAM,
                    Samples.scene("1", 1_000, "cup " + IMAGE, "SIGN " + SCRIPT),
                    Samples.frame("1", 1_000));
            visit.awaitText(".box-object .box-label", "cup " + IMAGE);
            visit.awaitText(".box-line .box-label", "SIGN " + SCRIPT);
            visit.awaitText(".seen", "SIGN " + SCRIPT);
            views.put(STREAM, Samples.turn(0, "turn " + IMAGE, "slide " + SCRIPT, "chat " + IMAGE));
            visit.awaitText(".turn", "turn " + IMAGE);
            visit.awaitText(".turn-screen", "slide " + SCRIPT);
            visit.awaitText(".turn-chat", "chat " + IMAGE);
            views.put(STREAM, withChat(Samples.window(0, IMAGE, "complete", ""), "chat " + SCRIPT));
            visit.awaitText(".lane-text .piece", "chat " + SCRIPT);
            visit.awaitText(".lane-audio .piece", IMAGE);
            page.locator(".window-table summary").click();
            visit.awaitText(".window-table td", "chat " + SCRIPT);

            visit.open("#/search?q=" + encoded(SCRIPT));
            visit.awaitText(".hit-text", "said " + IMAGE + SCRIPT);
            visit.awaitText(".hit-stream", STREAM);

            assertThat(page.evaluate("() => window.hit")).isNull();
            assertThat(page.locator("body script, body img[src='x']").count()).isZero();
            visit.assertFaultless();
        }
    }

    @Test
    void thePolicyWouldRefuseAScriptThatGotIn() {
        try (ScriptedServer server = new ScriptedServer();
                Visit visit = Visit.onDesktop(chromium, server.root())) {
            Page page = visit.open("");
            visit.awaitText("h1", "Streams");

            page.evaluate(
                    """
                    () => {
                      window.refused = '';
                      document.addEventListener('securitypolicyviolation', (event) => {
                        window.refused = event.violatedDirective;
                      });
                      const holder = document.createElement('div');
                      holder.innerHTML = '<img src="assets/none.png" onerror="window.hit = 1">';
                      document.body.append(holder);
                    }
                    """);
            page.waitForFunction("() => window.refused !== ''");

            assertThat(page.evaluate("() => window.refused")).isEqualTo("script-src-attr");
            assertThat(page.evaluate("() => window.hit")).isNull();
        }
    }

    private static WindowView withChat(WindowView window, String text) {
        List<MemberView> members = new ArrayList<>(window.members());
        members.add(Samples.member("text", "chat", 0, window.startMs(), 0, text));
        return new WindowView(
                window.index(),
                window.startMs(),
                window.endMs(),
                window.eventTimeMs(),
                window.revision(),
                window.settled(),
                window.fireReason(),
                window.fusion(),
                window.modalities(),
                members,
                window.sources(),
                window.similarities());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
