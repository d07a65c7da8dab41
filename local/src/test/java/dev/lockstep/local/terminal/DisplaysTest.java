package dev.lockstep.local.terminal;

import static dev.lockstep.local.testing.Captions.endOfStream;
import static dev.lockstep.local.testing.Captions.last;
import static dev.lockstep.local.testing.Captions.partial;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DisplaysTest {
    private static final String DOWN = "\r\u001b[J";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private Display display(TerminalKind kind) {
        return Displays.of(
                new PrintStream(bytes, false, StandardCharsets.UTF_8),
                kind,
                Map.of("COLUMNS", "40"),
                nanos::get);
    }

    private String written() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void withoutATerminalOnlyFinalsAreLines() {
        Display display = display(TerminalKind.plain());
        display.caption(partial(0, 0, "it", "was"));
        display.caption(last(0, 1, "It was the best."));
        display.caption(last(1, 0, ""));
        display.caption(endOfStream());
        display.settle();
        assertThat(written()).isEqualTo("[0:00.0] It was the best.\n");
    }

    @Test
    void withoutATerminalProgressIsAnOccasionalLine() {
        Display display = display(TerminalKind.plain());
        display.progress("model", 0, 100);
        display.progress("model", 20, 100);
        nanos.addAndGet(6_000_000_000L);
        display.progress("model", 60, 100);
        assertThat(written()).isEqualTo("model ...\nmodel: 60 %\n");
    }

    @Test
    void inATerminalTentativeWordsAreDimAndCommittedOnesBrightOnOneLine() {
        Display display = display(new TerminalKind(true, true, 40));
        display.caption(partial(0, 0, "it", "was"));
        assertThat(written()).isEqualTo("[0:00.0] \u001b[1mit\u001b[0m \u001b[2mwas\u001b[0m");
        display.caption(last(0, 1, "it was"));
        assertThat(written())
                .isEqualTo(DOWN + "[0:00.0] \u001b[1mit\u001b[0m \u001b[1mwas\u001b[0m\n");
    }

    @Test
    void anOlderRevisionOrOneAfterTheFinalChangesNothing() {
        Display display = display(new TerminalKind(true, false, 40));
        display.caption(partial(0, 5, "it was", ""));
        assertThat(written()).isEqualTo("[0:00.0] it was");
        display.caption(partial(0, 4, "it", ""));
        assertThat(written()).isEqualTo(DOWN + "[0:00.0] it was");
        display.caption(last(0, 6, "it was"));
        assertThat(written()).isEqualTo(DOWN + "[0:00.0] it was\n");
        display.caption(partial(0, 7, "it", ""));
        assertThat(written()).isEmpty();
    }

    @Test
    void longCaptionsAreWrappedAndErasedWhole() {
        Display display = display(new TerminalKind(true, false, 30));
        display.caption(partial(0, 0, "it was the best of times it was", ""));
        assertThat(written()).isEqualTo("[0:00.0] it was the best of\n         times it was");
        display.line("note");
        assertThat(written())
                .isEqualTo(
                        "\u001b[1A"
                                + DOWN
                                + "note\n[0:00.0] it was the best of\n         times it was");
        display.settle();
        assertThat(written()).isEqualTo("\u001b[1A" + DOWN);
    }

    @Test
    void withoutStylesAMarkSaysThatMoreMayCome() {
        Display display = display(new TerminalKind(true, false, 40));
        display.caption(partial(0, 0, "it", "was"));
        assertThat(written()).isEqualTo("[0:00.0] it was …");
    }

    @Test
    void escapeSequencesInWordsDoNotReachTheTerminal() {
        Display display = display(new TerminalKind(true, false, 40));
        display.caption(last(0, 0, "a\u001b[2Jb"));
        assertThat(written()).isEqualTo("[0:00.0] a\ufffd[2Jb\n");
    }

    @Test
    void aBarShowsProgressInPlace() {
        Display display = display(new TerminalKind(true, true, 40));
        display.progress("model", 50, 100);
        assertThat(written())
                .isEqualTo("model [" + "=".repeat(13) + ">" + " ".repeat(12) + "] 50 %");
        display.progress("model", 50, 100);
        assertThat(written()).isEmpty();
        display.settle();
        assertThat(written()).isEqualTo(DOWN);
    }

    @Test
    void theEnvironmentDecidesWhatATerminalMayShow() {
        Map<String, String> wide = Map.of("COLUMNS", "120", "TERM", "xterm");
        assertThat(TerminalKind.of(true, wide)).isEqualTo(new TerminalKind(true, true, 120));
        assertThat(TerminalKind.of(true, Map.of("COLUMNS", "99", "NO_COLOR", "1")))
                .isEqualTo(new TerminalKind(true, false, 99));
        assertThat(TerminalKind.of(true, Map.of("TERM", "dumb"))).isEqualTo(TerminalKind.plain());
        assertThat(TerminalKind.of(false, wide)).isEqualTo(TerminalKind.plain());
    }

    @Test
    void timeCodesGrowAnHourWhenTheyNeedIt() {
        assertThat(TimeCode.of(75_390_000)).isEqualTo("1:15.3");
        assertThat(TimeCode.of(3_675_300_000L)).isEqualTo("1:01:15.3");
        assertThat(TimeCode.of(-5)).isEqualTo("0:00.0");
    }
}
