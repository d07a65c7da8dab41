package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void withoutACommandTheHelpGoesToStandardError() {
        CommandRun run = CommandRun.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: lockstep", "Begin with:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "caption", "produce", "view", "search", "ledger", "report", "export",
                "models", "doctor"
            })
    void everyCommandTeachesWithExamples(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: lockstep " + command, "Examples:");
        assertThat(run.outLines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void anUnknownCommandIsOneSentenceAndAHint() {
        CommandRun run = CommandRun.of("dooctor");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(3);
        assertThat(run.errLines().get(0))
                .isEqualTo("lockstep: Unmatched argument at index 0: 'dooctor'.");
        // The nearest comes first; others may follow.
        assertThat(run.errLines().get(1)).startsWith("Did you mean: lockstep doctor");
        assertThat(run.errLines().get(2)).isEqualTo("Try: lockstep --help");
    }

    @Test
    void picturesASecondOutOfRangeAreRefused() {
        CommandRun run = CommandRun.of("caption", "talk.mp4", "--frames-per-second", "-1");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'-1' is not a number from 0 to 240");
    }

    @Test
    void anUnknownModelIsOneSentenceThatNamesThoseThereAre() {
        CommandRun run = CommandRun.of("models", "pull", "whisper-huge");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .startsWith("lockstep: There is no model 'whisper-huge'; there are ")
                .contains("moonshine-tiny-en");
    }

    @Test
    void anEmptyCacheListsAllModelsAsNotHere(@TempDir Path cache) {
        CommandRun list = CommandRun.withCache(cache, "models", "list");
        assertThat(list.code()).isZero();
        assertThat(list.outLines())
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(line -> line.contains("not here"))
                .anyMatch(line -> line.startsWith("silero-vad") && line.contains("2.3 MB"));
        CommandRun verify = CommandRun.withCache(cache, "models", "verify", "silero-vad");
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.errLines())
                .containsExactly(
                        "lockstep: silero-vad is not as it should be (not in the cache): run"
                                + " lockstep models pull silero-vad.");
    }
}
