package dev.lockstep.local.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.testing.Captions;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.compliance.WordMeasure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionMeasuresTest {
    private static final RunFacts FACTS =
            new RunFacts(
                    "talk",
                    "talk.mp4",
                    true,
                    "1",
                    List.of("m 1"),
                    Map.of("speech.model", "m"),
                    "ever tried");

    @TempDir private Path folder;

    @Test
    void lagsOfARunInRealTimeAreKeptAndReadBack() throws Exception {
        CaptionMeasures measures = new CaptionMeasures(true);
        measures.accept(Captions.partial(0, 0, "", "Ever"), at(500));
        measures.accept(Captions.last(0, 1, "Ever tried."), at(1_300));
        measures.accept(Captions.endOfStream(), at(1_400));

        List<UtteranceMeasure> finished = measures.finished();
        assertThat(finished)
                .containsExactly(
                        new UtteranceMeasure(
                                "audio-0",
                                0,
                                0,
                                400,
                                2,
                                0,
                                0,
                                1_000L,
                                List.of(
                                        new WordMeasure("Ever", 0, 100, 400L, 1_200L),
                                        new WordMeasure("tried.", 200, 300, 1_000L, 1_000L))));
        ComplianceFile file = new ComplianceFile(FACTS, finished);
        file.write(folder);
        assertThat(ComplianceFile.read(folder)).isEqualTo(file);
    }

    @Test
    void aRunThatIsFasterThanTheClockHasNoLags() {
        CaptionMeasures measures = new CaptionMeasures(false);
        measures.accept(Captions.last(0, 1, "Ever tried."), at(1_300));

        UtteranceMeasure utterance = measures.finished().get(0);
        assertThat(utterance.finalLagMs()).isNull();
        assertThat(utterance.words())
                .allSatisfy(word -> assertThat(word.shownLagMs()).isNull())
                .allSatisfy(word -> assertThat(word.committedLagMs()).isNull());
    }

    @Test
    void aFileThatHoldsSomethingElseIsNamedWithItsLine() throws Exception {
        Path file = folder.resolve(ComplianceFile.NAME);
        for (String content : List.of("", "{}", "not json", "[1]")) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> ComplianceFile.read(folder))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("Line 1 of " + file);
        }
        new ComplianceFile(FACTS, List.of()).write(folder);
        Files.writeString(file, Files.readString(file) + "{\"source\":");
        assertThatThrownBy(() -> ComplianceFile.read(folder))
                .hasMessageStartingWith("Line 2 of " + file);
    }

    private static long at(long mediaMs) {
        return Captions.START_US + mediaMs * 1_000;
    }
}
