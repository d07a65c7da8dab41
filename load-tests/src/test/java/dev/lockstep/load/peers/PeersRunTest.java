package dev.lockstep.load.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.TrialResult;
import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.ReferenceCue;
import dev.lockstep.load.talk.Shown;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.load.talk.TalkStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersRunTest {
    private static final Talk TALK =
            new Talk(
                    "talk",
                    new short[16_000 * 10],
                    List.of(
                            new ReferenceCue(1_000, 3_000, "Ever tried."),
                            new ReferenceCue(5_000, 7_000, "No matter.")),
                    true);

    private final StringWriter out = new StringWriter();
    private final PeersRun run =
            new PeersRun(
                    List.of(TALK),
                    new PeersRun.Lengths(0, 20),
                    CapacityGoal.STANDARD,
                    BenchProgress.on(new PrintWriter(new StringWriter()), Map.of()),
                    new PeersTable(new PrintWriter(out)));

    /** Shows what was said with a delay, up to so many streams. */
    private static final class Echo implements CaptioningSystem {
        private final int most;
        private final double delayMs;
        private boolean closed;

        Echo(int most, double delayMs) {
            this.most = most;
            this.delayMs = delayMs;
        }

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public boolean partials() {
            return false;
        }

        @Override
        public void prepare() throws IOException {
            if (most == 0) {
                throw new IOException("The package cannot be had.");
            }
        }

        @Override
        public TrialRecord run(TrialPlan plan, TrialProgress progress) throws IOException {
            if (plan.streams().size() > most) {
                throw new IOException("Too many.");
            }
            Map<String, List<Shown>> shown = new HashMap<>();
            for (TalkStream stream : plan.streams()) {
                List<Shown> lines = new ArrayList<>();
                for (ReferenceCue cue : stream.cues()) {
                    lines.add(new Shown(cue.endMs() + delayMs, lines.size(), cue.text(), true));
                }
                shown.put(stream.id(), lines);
            }
            return new TrialRecord(shown, 2.0 * plan.streams().size(), 100, 5);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void eachNumberOfStreamsIsARow() throws InterruptedException {
        Echo echo = new Echo(4, 250);
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
        assertThat(echo.closed).isTrue();
    }

    @Test
    void aSystemThatCannotBeHadIsLeftOutWithTheReasonAndTheOthersGoOn()
            throws InterruptedException {
        Echo none = new Echo(0, 0);
        run.play(() -> none, 0, List.of(1));
        run.play(() -> new Echo(1, 100), 0, List.of(1, 2));
        assertThat(run.notes())
                .containsExactly(
                        "echo was left out from here on: The package cannot be had.",
                        "echo was left out from here on: Too many.");
        assertThat(run.results()).hasSize(1);
        assertThat(out.toString()).contains("The package cannot be had.");
        assertThat(none.closed).isTrue();
    }

    @Test
    void aSearchTellsHowManyAreHeld() throws InterruptedException {
        run.search(() -> new Echo(8, 100), 0, 4);
        assertThat(run.held()).containsExactly(Map.entry("echo", 4));
        assertThat(run.notes()).containsExactly("echo holds 4 streams.");
        assertThat(PeersJson.whole(facts(), run).path("trials").size())
                .isEqualTo(run.results().size());
    }

    private static dev.lockstep.load.result.BenchFacts facts() {
        return dev.lockstep.load.result.BenchFacts.now("peers", Map.of());
    }
}
