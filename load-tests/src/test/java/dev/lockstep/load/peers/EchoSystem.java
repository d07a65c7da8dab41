package dev.lockstep.load.peers;

import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.ReferenceCue;
import dev.lockstep.load.talk.Shown;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.load.talk.TalkStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows what was said with a delay, up to so many streams; beyond them it fails. */
final class EchoSystem implements CaptioningSystem {
    /** Two sentences. */
    static final Talk TALK =
            new Talk(
                    "talk",
                    new short[16_000 * 10],
                    List.of(
                            new ReferenceCue(1_000, 3_000, "Ever tried."),
                            new ReferenceCue(5_000, 7_000, "No matter.")),
                    true);

    private final String name;
    private final int most;
    private final double delayMs;
    private boolean closed;

    EchoSystem(String name, int most, double delayMs) {
        this.name = name;
        this.most = most;
        this.delayMs = delayMs;
    }

    @Override
    public String name() {
        return name;
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

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
