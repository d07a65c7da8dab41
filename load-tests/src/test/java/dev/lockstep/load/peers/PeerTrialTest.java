package dev.lockstep.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.Shown;
import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.load.talk.TalkStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTrialTest {
    private static final short[] SOUND = new short[16_000 * 4 / 10];
    private static final TrialPlan PLAN =
            new TrialPlan(
                    List.of(
                            new TalkStream("a", StreamSound.of(SOUND), List.of(), true),
                            new TalkStream("b", StreamSound.of(SOUND), List.of(), true)),
                    TrialPlan.CHUNK,
                    Duration.ofMillis(100),
                    Duration.ofMillis(300),
                    true);

    @TempDir private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        for (String script : List.of("fake_peer.py", "peer_protocol.py")) {
            try (InputStream in = PeerTrial.class.getResourceAsStream(script)) {
                Files.write(folder.resolve(script), Objects.requireNonNull(in).readAllBytes());
            }
        }
    }

    @Test
    void aPeerThatBehavesHearsAllSoundAndIsMeasured() throws Exception {
        TrialRecord record = run("behaves");
        assertThat(record.shown().get("a"))
                .extracting(Shown::line, Shown::text, Shown::settled)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, "heard 12800 bytes", false),
                        org.assertj.core.groups.Tuple.tuple(0L, "heard 12800 bytes.", true));
        // The last chunk is handed over no sooner than it is due.
        assertThat(record.shown().get("a"))
                .allSatisfy(shown -> assertThat(shown.atMs()).isGreaterThanOrEqualTo(400));
        assertThat(record.cpuSeconds()).isNotNegative();
        assertThat(record.rssMb()).isPositive();
        assertThat(record.resources()).isNotEmpty();
        assertThat(record.worstBacklogMs()).isNotNegative();
    }

    @Test
    void aPeerThatShowsNothingIsNoFailureAndTellsHowLateItWas() throws Exception {
        TrialRecord record = run("late");
        assertThat(record.shown()).containsOnlyKeys("a", "b");
        assertThat(record.shown().get("b")).isEmpty();
        assertThat(record.worstBacklogMs()).isEqualTo(1234.5);
    }

    @ParameterizedTest
    @CsvSource({
        "dies-at-once, ended with code 1 before it was done, no such model",
        "dies, ended with code 7 before it was done, prints as it likes",
        "fails, failed: the model is broken, ''",
        "garbage, said something that is not of the protocol: hello, ''",
        "unknown-stream, showed a stream that nobody plays: another, ''",
        "done-too-soon, said that it was done before the sound had ended, ''",
        "never-ready, did not get ready in 2 s, ''",
        "never-done, did not end in time, ''"
    })
    void misbehaviourIsToldWithTheLastWords(String manner, String told, String lastWords) {
        assertThatThrownBy(() -> run(manner))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("fake " + told)
                .hasMessageContaining(folder.resolve("peer.log").toString())
                .hasMessageContaining(lastWords);
    }

    @Test
    void nothingIsLeftBehind() {
        assertThatThrownBy(() -> run("never-done")).isInstanceOf(IOException.class);
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(
                        process ->
                                process.info()
                                        .commandLine()
                                        .orElse("")
                                        .contains(folder.toString()));
    }

    private TrialRecord run(String manner) throws IOException, InterruptedException {
        // Enough for Python to start on a busy machine, little where nothing is to come.
        boolean slow = manner.equals("never-ready");
        PeerTrial trial =
                new PeerTrial(
                        "fake",
                        List.of(
                                "python3",
                                folder.resolve("fake_peer.py").toString(),
                                manner,
                                folder.toString()),
                        folder.resolve("peer.log"),
                        new PeerTrial.Limits(
                                Duration.ofSeconds(slow ? 2 : 60),
                                Duration.ofMillis(200),
                                Duration.ofSeconds(manner.equals("never-done") ? 1 : 60)));
        try (PcmFiles sound = new PcmFiles(PLAN)) {
            return trial.run(PLAN, sound.files(), Map.of(), due -> {}, TrialProgress.NONE);
        }
    }
}
