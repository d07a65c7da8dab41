package dev.lockstep.view.compliance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.view.model.AccuracyView;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.GapView;
import dev.lockstep.view.model.LagView;
import dev.lockstep.view.model.LimitView;
import dev.lockstep.view.model.RateView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.model.WordView;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComplianceMeterTest {
    private final ComplianceMeter meter = new ComplianceMeter();

    @Test
    void lagsAreMeasuredFromTheEndOfEachWord() {
        // "good" ends at 400 ms, "day" at 900 ms.
        take(History.caption(0, 0, 0, "", "good", false), 1_000);
        take(History.caption(0, 1, 0, "Good", "night", false), 1_500);
        take(History.caption(0, 2, 0, "Good", "day", false), 2_000);
        take(History.caption(0, 3, 0, "Good day", "", true), 2_900);

        ComplianceView view = meter.view("talk");
        assertThat(view.shownLag()).isEqualTo(new LagView(2, 850, 600, 1_100, 1_100));
        assertThat(view.committedLag()).isEqualTo(new LagView(2, 1_550, 1_100, 2_000, 2_000));
        assertThat(view.finalLag()).isEqualTo(new LagView(1, 2_000, 2_000, 2_000, 2_000));
        assertThat(view.words()).isEqualTo(2);
        assertThat(requireNonNull(view.rewrites()).committed()).isZero();
    }

    @Test
    void aChangedTentativeWordIsARewriteAndAChangedCommittedOneIsWorse() {
        take(History.caption(0, 0, 0, "", "one to tree", false), 1_000);
        take(History.caption(0, 1, 0, "one", "two", false), 1_500);
        take(History.caption(0, 2, 0, "won two", "", false), 2_000);
        take(History.caption(0, 3, 0, "won two four five", "", true), 2_500);
        take(History.caption(0, 4, 0, "won too four five", "", true), 2_600);
        take(History.caption(0, 3, 0, "won two four five", "", true), 2_700);

        // to and tree changed, one was committed and became won; two changed after the end.
        assertThat(requireNonNull(meter.view("talk").rewrites()).tentative()).isEqualTo(2);
        assertThat(requireNonNull(meter.view("talk").rewrites()).tentativePerWord()).isEqualTo(0.5);
        assertThat(requireNonNull(meter.view("talk").rewrites()).committed()).isEqualTo(2);
        assertThat(meter.view("talk").words()).isEqualTo(4);
        assertThat(verdict("committed-rewrites", null)).isEqualTo("fail");
    }

    @Test
    void aCommittedWordThatIsTentativeAgainIsTakenBack() {
        take(History.caption(0, 0, 0, "one two", "", false), 1_000);
        take(History.caption(0, 1, 0, "one", "two", false), 1_500);

        take(History.caption(0, 2, 0, "one two", "", true), 2_000);

        assertThat(requireNonNull(meter.view("talk").rewrites()).committed()).isEqualTo(1);
    }

    @Test
    void aPauseBetweenWordsOfOneUtteranceIsAGap() {
        CaptionView caption = History.closed(0, 1_000, 9_000, "one two");
        List<WordView> words =
                List.of(
                        new WordView("one", 1_000, 1_400, true, null),
                        new WordView("two", 4_400, 8_000, true, null));
        take(
                new CaptionView(
                        "a",
                        0,
                        1,
                        1_000,
                        9_000,
                        caption.eventTimeMs(),
                        "one two",
                        "",
                        true,
                        false,
                        words,
                        null,
                        null,
                        null,
                        null),
                9_500);

        assertThat(meter.view("talk").gaps().newest()).containsExactly(new GapView(1_400, 4_400));
    }

    @Test
    void whatComesAgainOrOutOfOrderIsNotCountedAgain() {
        CaptionView first = History.caption(0, 0, 0, "one", "to", false);
        CaptionView second = History.caption(0, 1, 0, "one two", "", true);
        take(second, 2_000);
        ComplianceView once = meter.view("talk");

        take(first, 2_100);
        take(second, 2_200);

        assertThat(meter.view("talk")).isEqualTo(once);
    }

    @Test
    void wordsPerMinuteAreCountedInWindowsOfFiveSeconds() {
        meter.accept(History.caption(0, 0, 0, words(10), "", true), OptionalLong.empty());
        meter.accept(History.caption(1, 0, 10_000, words(2), "", true), OptionalLong.empty());
        for (int i = 0; i < 16; i++) {
            meter.accept(
                    History.caption(2 + i, 0, 20_000 + i, "w", "", true), OptionalLong.empty());
        }
        for (int i = 0; i < 17; i++) {
            meter.accept(History.caption(50 + i, 0, 30_000, "w", "", true), OptionalLong.empty());
        }

        ComplianceView view = meter.view("talk");
        // 120, 24, 192 and 204 words per minute.
        assertThat(view.spokenRate()).isEqualTo(new RateView(4, 135, 204, 0.5, 0.25));
        assertThat(view.shownRate()).isNull();
        assertThat(view.shownLag()).isNull();
        assertThat(verdict("crtc-lag", null)).isEqualTo("unknown");
        assertThat(verdict("bursts", null)).isEqualTo("fail");
        assertThat(verdict("ofcom-speed", null)).isEqualTo("pass");
    }

    @Test
    void wordsThatAreShownAllAtOnceAreABurst() {
        take(History.caption(0, 0, 0, words(20), "", true), 12_000);

        assertThat(requireNonNull(meter.view("talk").spokenRate()).maxWpm()).isEqualTo(120);
        assertThat(requireNonNull(meter.view("talk").shownRate()).maxWpm()).isEqualTo(240);
    }

    @Test
    void speechWithoutWordsIsAGapAndSilenceBetweenUtterancesIsNone() {
        take(History.closed(0, 1_000, 2_000, "one two"), 3_000);
        take(History.closed(1, 60_000, 64_000, "late end"), 65_000);
        take(History.closed(2, 70_000, 74_500, ""), 75_000);
        take(History.closed(3, 80_000, 82_999, ""), 84_000);

        ComplianceView view = meter.view("talk");
        assertThat(view.gaps().newest())
                .containsExactly(new GapView(60_900, 64_000), new GapView(70_000, 74_500));
        assertThat(view.gaps().count()).isEqualTo(2);
        assertThat(view.gaps().totalMs()).isEqualTo(7_600);
        assertThat(view.gaps().longestMs()).isEqualTo(4_500);
        assertThat(view.speechMs()).isEqualTo(1_000 + 4_000 + 4_500 + 2_999);
        assertThat(verdict("gaps", null)).isEqualTo("fail");
    }

    @Test
    void limitsHaveTheirVerdictsAndSources() {
        take(History.caption(0, 0, 0, "one", "", true), 400 + 3_500);
        AccuracyView accuracy = NerScore.of(List.of("one"), List.of("one"), Set.of()).view();

        assertThat(verdict("crtc-lag", accuracy)).isEqualTo("pass");
        assertThat(verdict("ofcom-lag", accuracy)).isEqualTo("fail");
        assertThat(verdict("lag-p50", accuracy)).isEqualTo("fail");
        assertThat(verdict("lag-p99", accuracy)).isEqualTo("pass");
        assertThat(verdict("crtc-ner", accuracy)).isEqualTo("pass");
        assertThat(verdict("crtc-ner", null)).isEqualTo("unknown");
        assertThat(meter.view("talk", accuracy).limits())
                .allSatisfy(limit -> assertThat(limit.source()).isNotBlank());
    }

    @Test
    void aStateThatWasWrittenAndReadGoesOn() throws Exception {
        take(History.caption(0, 0, 0, "one", "to", false), 1_000);
        take(History.closed(1, 60_000, 64_000, "late end"), 65_000);
        String json = ViewJson.mapper().writeValueAsString(meter.state());

        ComplianceState read = ViewJson.mapper().readValue(json, ComplianceState.class);
        ComplianceMeter other = new ComplianceMeter(read);
        assertThat(read).isEqualTo(meter.state());
        take(History.caption(0, 1, 0, "one two", "", true), 2_000);
        other.accept(
                History.caption(0, 1, 0, "one two", "", true),
                OptionalLong.of(History.ORIGIN_MS + 2_000));
        assertThat(other.view("talk")).isEqualTo(meter.view("talk"));
    }

    @Test
    void aStreamOfManyHoursKeepsLittle() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            take(History.caption(i, 0, i * 2_000L, "one two three", "", i % 3 > 0), i * 2_000L);
        }

        assertThat(ViewJson.mapper().writeValueAsBytes(meter.state())).hasSizeLessThan(40_000);
        assertThat(meter.view("talk").words()).isEqualTo(13_333 * 3L);
    }

    private void take(CaptionView caption, long publishedMediaMs) {
        meter.accept(caption, OptionalLong.of(History.ORIGIN_MS + publishedMediaMs));
    }

    private String verdict(String id, @Nullable AccuracyView accuracy) {
        return meter.view("talk", accuracy).limits().stream()
                .filter(limit -> limit.id().equals(id))
                .map(LimitView::verdict)
                .findFirst()
                .orElseThrow();
    }

    private static String words(int count) {
        return "w ".repeat(count).strip();
    }
}
