package dev.lockstep.load.settled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settled results that are the same and that are not. */
class SettledDifferencesTest {
    private static final String CAPTION =
            "{\"stream\":\"talk\",\"source\":\"audio-0\",\"utterance\":0,\"text\":\"Try again.\"}";
    private static final String WINDOW =
            "{\"stream\":\"talk\",\"window\":7,\"members\":[{\"text\":\"a\"},{\"text\":\"b\"}]}";

    @TempDir private Path dir = Path.of("");

    @Test
    void theSameResultsHaveNone() throws IOException {
        SettledLines lines = new SettledLines(List.of(CAPTION), List.of(WINDOW));
        lines.write(dir.resolve("out"));
        SettledLines read = SettledLines.read(dir.resolve("out"));
        assertThat(SettledDifferences.first(lines, read, 5)).isEmpty();
        assertThat(read.digest()).isEqualTo(lines.digest());
    }

    @Test
    void theFirstFieldThatDiffersIsNamed() {
        assertThat(
                        SettledDifferences.first(
                                new SettledLines(List.of(CAPTION), List.of(WINDOW)),
                                new SettledLines(
                                        List.of(CAPTION.replace("again", "anew")),
                                        List.of(WINDOW.replace("\"b\"", "\"c\""))),
                                5))
                .containsExactly(
                        "utterance 0 of audio-0 of stream talk: text was \"Try again.\" and is"
                                + " \"Try anew.\"",
                        "window 7 of stream talk: members[1].text was \"b\" and is \"c\"");
    }

    @Test
    void whatIsMissingAndWhatWasNotExpectedIsNamed() {
        assertThat(
                        SettledDifferences.first(
                                new SettledLines(List.of(CAPTION), List.of()),
                                new SettledLines(List.of(), List.of(WINDOW)),
                                5))
                .containsExactly(
                        "utterance 0 of audio-0 of stream talk is missing",
                        "window 7 of stream talk was not expected");
    }

    @Test
    void noMoreAreToldThanAsked() {
        assertThat(
                        SettledDifferences.first(
                                new SettledLines(List.of(CAPTION), List.of()),
                                new SettledLines(List.of(), List.of(WINDOW)),
                                1))
                .hasSize(1);
    }
}
