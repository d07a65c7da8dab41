package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageITCase {
    private static final String STREAM = "town hall";
    private static final String HASH = "#/streams/town%20hall";

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
        visit = Visit.onDesktop(chromium, server.root());
    }

    @AfterEach
    void stopServer() {
        visit.assertFaultless();
        visit.close();
        server.close();
    }

    @Test
    void wordsAppearAsTheyAreSpokenAndCommittedOnesAreToldApart() {
        visit.open(HASH);
        visit.awaitText(".badge-connection-live", "connected");

        server.views().put(STREAM, Samples.caption(0, 1, "good evening", "and well", false));
        visit.awaitText(".caption .tentative", "and well");
        assertThat(visit.texts(".caption .committed")).containsExactly("good evening");

        server.views().put(STREAM, Samples.caption(0, 2, "good evening and welcome", "", true));
        visit.awaitText(".caption .committed", "good evening and welcome");
        assertThat(visit.texts(".caption .tentative")).containsExactly("");
        assertThat(visit.texts(".caption")).hasSize(1);
    }

    @Test
    void boxesLieWhereTheObjectsAreOnceTheirPictureIsThere() {
        Page page = visit.open(HASH);
        visit.awaitText(".badge-connection-live", "connected");

        server.views()
                .put(
                        STREAM,
                        Samples.scene("7", 4_000, "person", "TOWN HALL"),
                        Samples.frame("7", 4_000));
        visit.awaitText(".box-object .box-label", "person 93 %");
        visit.awaitText(".box-line .box-label", "TOWN HALL");

        Locator frame = page.locator("img.frame");
        assertThat(frame.evaluate("image => [image.complete, image.naturalWidth]"))
                .isEqualTo(java.util.List.of(true, Samples.WIDTH));
        assertThat(frame.getAttribute("src")).endsWith("/frame?v=7");
        BoundingBox picture = frame.boundingBox();
        BoundingBox box = page.locator(".box-object").boundingBox();
        assertThat((box.x - picture.x) / picture.width)
                .isCloseTo(Samples.PERSON.x(), org.assertj.core.data.Offset.offset(0.01));
        assertThat(box.height / picture.height)
                .isCloseTo(Samples.PERSON.height(), org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void aPictureThatModerationHoldsBackIsExplained() {
        visit.open(HASH);
        visit.awaitText(".badge-connection-live", "connected");

        server.views()
                .put(
                        STREAM,
                        Samples.scene("8", 4_000, "person", "TOWN HALL", "hold"),
                        Samples.frame("8", 4_000));

        visit.awaitText(".cover", "held back by moderation");
        visit.awaitText(".picture-note", "violence 4 %");
        assertThat(visit.texts(".box")).isEmpty();
    }

    @Test
    void theTimelineShowsWhatIsThereWhatIsMissingAndWhy() {
        Page page = visit.open(HASH);
        visit.awaitText(".badge-connection-live", "connected");

        for (int index = 0; index < 20; index++) {
            String video = index < 12 ? "complete" : "missing";
            server.views().put(STREAM, Samples.window(index, "good evening", video, "not-yet"));
        }
        server.views().status(STREAM);

        visit.awaitText(".lane-audio .piece", "good evening");
        visit.awaitText(".lane-video .piece", "person");
        visit.awaitText(".lane-video .lane-skew", "−62 ms");
        page.waitForSelector(".lane-video .stretch.is-missing");
        assertThat(page.locator(".lane-video .stretch.is-missing").getAttribute("title"))
                .contains("it had not come when the window was written");
        assertThat(page.locator(".lane-audio .stretch.is-missing").count()).isZero();
        assertThat(page.locator(".band-audio").getAttribute("d")).isNotEmpty();

        page.locator(".window-table summary").click();
        visit.awaitText(".window-table td", "missing, it had not come when the window was written");
        visit.awaitText(".window-table td", "complete, weight 55 %, skew +12 ms: good evening");
    }

    @Test
    void latencyLedgerAndModelsAreShown() {
        server.views().put(STREAM, Samples.caption(2, "hello"));
        visit.open(HASH);

        visit.awaitText(".panel-latency tr", "1.24 s");
        visit.awaitText(".panel-ledger tr", "microphone");
        visit.awaitText(".panel-models li", "moonshine-tiny-en");
        assertThat(visit.texts(".panel-latency tbody th"))
                .containsExactly("ingest", "align", "infer", "publish", "total", "caption");
    }

    @Test
    void theListOfStreamsSaysWhatWasSaidLast() {
        server.views().put(STREAM, Samples.caption(0, "the newest words"));
        server.views().add("another");
        Page page = visit.open("");

        visit.awaitText(".card-caption", "the newest words");
        assertThat(visit.texts(".card h2")).containsExactly("another", STREAM);

        page.locator("text=town hall").click();
        visit.awaitText("h1", STREAM);
        visit.awaitText(".caption .committed", "the newest words");
    }

    @Test
    void whoScrollsBackStaysThereAndCatchesUpOnRequest() {
        for (int number = 0; number < 40; number++) {
            server.views().put(STREAM, Samples.caption(number, "sentence " + number));
        }
        Page page = visit.open(HASH);
        visit.awaitText(".caption", "sentence 39");
        assertThat(distanceToEnd(page)).isLessThan(2);

        page.evaluate("() => { document.querySelector('.caption-scroll').scrollTop = 0; }");
        page.waitForSelector(".catch-up");
        server.views().put(STREAM, Samples.caption(40, "sentence 40"));
        visit.awaitText(".caption", "sentence 40");
        assertThat(page.evaluate("() => document.querySelector('.caption-scroll').scrollTop"))
                .isEqualTo(0);

        page.locator(".catch-up").click();
        server.views().put(STREAM, Samples.caption(41, "sentence 41"));
        visit.awaitText(".caption", "sentence 41");
        assertThat(distanceToEnd(page)).isLessThan(2);
    }

    @Test
    void sizeAndContrastAreKeptAcrossVisits() {
        server.views().put(STREAM, Samples.caption(0, "large words"));
        Page page = visit.open(HASH);
        visit.awaitText(".caption", "large words");
        double before = fontSize(page);

        page.locator(".options summary").click();
        page.getByLabel("Size").selectOption("44");
        page.getByLabel("Contrast").selectOption("high");
        page.reload();
        visit.awaitText(".caption", "large words");

        assertThat(fontSize(page)).isGreaterThan(2 * before);
        assertThat(page.locator(".caption-scroll").getAttribute("class")).contains("high-contrast");
    }

    @Test
    void aScreenReaderIsToldCommittedWordsOnce() {
        server.views().put(STREAM, Samples.caption(0, "said before the visit"));
        visit.open(HASH);
        visit.awaitText(".caption", "said before the visit");

        server.views().put(STREAM, Samples.caption(1, 1, "only", "two words", false));
        server.views().put(STREAM, Samples.caption(1, 2, "only two words", "", true));
        server.views().put(STREAM, Samples.caption(1, 3, "only two words", "", true));
        visit.awaitText("[role=log]", "only two words");

        assertThat(visit.texts("[role=log] p")).containsExactly("only two words");
    }

    private static double distanceToEnd(Page page) {
        Object distance =
                page.locator(".caption-scroll")
                        .evaluate("one => one.scrollHeight - one.scrollTop - one.clientHeight");
        return ((Number) distance).doubleValue();
    }

    private static double fontSize(Page page) {
        Object size =
                page.locator(".caption-scroll")
                        .evaluate("one => parseFloat(getComputedStyle(one).fontSize)");
        return ((Number) size).doubleValue();
    }
}
