package dev.lockstep.load.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.TrialResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersRunTest {
    private final StringWriter out = new StringWriter();
    private final PeersRun run =
            new PeersRun(
                    List.of(EchoSystem.TALK),
                    new PeersRun.Lengths(0, 20),
                    CapacityGoal.STANDARD,
                    BenchProgress.on(new PrintWriter(new StringWriter()), Map.of()),
                    new PeersTable(new PrintWriter(out)));

    @Test
    void eachNumberOfStreamsIsARow() throws InterruptedException {
        EchoSystem echo = new EchoSystem("echo", 4, 250);
        run.play(() -> echo, 0, List.of(1, 2));
        assertThat(PeersJson.results(run))
                .extracting(TrialResult::streams, TrialResult::wer, TrialResult::rssMb)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 0.0, 100L),
                        org.assertj.core.groups.Tuple.tuple(2, 0.0, 100L));
        assertThat(PeersJson.results(run))
                .allSatisfy(
                        result -> {
                            assertThat(result.finalLagMs())
                                    .isEqualTo(new TrialResult.LagFigures(250, 250, 250));
                            assertThat(result.cpuSecondsPerAudioSecond()).isEqualTo(0.1);
                        });
        assertThat(out.toString().lines().filter(line -> line.startsWith("echo"))).hasSize(2);
        assertThat(echo.isClosed()).isTrue();
    }

    @Test
    void aSystemThatCannotBeHadIsLeftOutWithTheReasonAndTheOthersGoOn()
            throws InterruptedException {
        EchoSystem none = new EchoSystem("echo", 0, 0);
        run.play(() -> none, 0, List.of(1));
        run.play(() -> new EchoSystem("echo", 1, 100), 0, List.of(1, 2));
        assertThat(run.notes())
                .containsExactly(
                        "echo was left out from here on: The package cannot be had.",
                        "echo was left out from here on: Too many.");
        assertThat(run.results()).hasSize(1);
        assertThat(out.toString()).contains("The package cannot be had.");
        assertThat(none.isClosed()).isTrue();
    }

    @Test
    void aSearchTellsHowManyAreHeld() throws InterruptedException {
        run.search(() -> new EchoSystem("echo", 8, 100), 0, 4);
        assertThat(run.held()).containsExactly(Map.entry("echo", 4));
        assertThat(run.notes()).containsExactly("echo holds 4 streams.");
        assertThat(PeersJson.whole(facts(), run).path("trials").size())
                .isEqualTo(run.results().size());
    }

    private static dev.lockstep.load.result.BenchFacts facts() {
        return dev.lockstep.load.result.BenchFacts.now("peers", Map.of());
    }
}
