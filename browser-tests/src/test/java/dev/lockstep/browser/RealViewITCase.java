package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RealViewITCase {
    private static final String STREAM = "town-hall";
    private static final double LISTED_MS = 20_000;

    @Test
    void whatIsPublishedOnTheTopicsIsOnThePageWithinThreeSeconds() throws Exception {
        try (Chromium chromium = Chromium.start();
                RealView view = new RealView("browser");
                Visit visit = Visit.onDesktop(chromium, view.root())) {
            Page page = visit.open("");
            visit.awaitText(".note", "No stream yet");
            view.publish(
                    view.topics().transcripts(),
                    RealRecords.caption(STREAM, 0, 1, "the first words", ""));
            visit.awaitText(".card-caption", "the first words", LISTED_MS);
            page.locator(".card a").click();
            visit.awaitText(".badge-connection-live", "connected");

            view.publish(
                    view.topics().transcripts(),
                    RealRecords.caption(STREAM, 1, 1, "good evening", "and well"));
            visit.awaitText(".caption .tentative", "and well");
            view.publish(
                    view.topics().transcripts(),
                    RealRecords.caption(STREAM, 1, 2, "good evening and welcome", ""));
            visit.awaitText(".caption .committed", "good evening and welcome");

            view.publish(view.topics().video(), RealRecords.frame(STREAM, 0, 4_000));
            view.publish(view.topics().vision(), RealRecords.seen(STREAM, 0, 4_000));
            visit.awaitText(".box-object .box-label", "person 50 %");
            BoundingBox picture = page.locator("img.frame").boundingBox();
            BoundingBox box = page.locator(".box-object").boundingBox();
            assertThat((box.x - picture.x) / picture.width)
                    .isCloseTo(Samples.PERSON.x(), Offset.offset(0.01));

            for (int index = 0; index < 8; index++) {
                view.publish(view.topics().aligned(), RealRecords.window(STREAM, index));
            }
            page.waitForSelector(".lane-video .stretch.is-missing");
            page.waitForSelector(".lane-audio .stretch.is-complete");

            assertThat(visit.texts(".caption .committed"))
                    .containsExactly("the first words", "good evening and welcome");
            visit.assertFaultless();
        }
    }
}
