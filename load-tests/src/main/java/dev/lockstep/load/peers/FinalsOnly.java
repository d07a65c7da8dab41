package dev.lockstep.load.peers;

import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import java.io.IOException;

/** A system that is asked for no captions before they are final, under a name that says so. */
final class FinalsOnly implements CaptioningSystem {
    private final CaptioningSystem system;

    /** Takes over the system and closes it. */
    FinalsOnly(CaptioningSystem system) {
        this.system = system;
    }

    @Override
    public String name() {
        return system.name() + ", finals only";
    }

    @Override
    public boolean partials() {
        return false;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        system.prepare();
    }

    @Override
    public TrialRecord run(TrialPlan plan, TrialProgress progress)
            throws IOException, InterruptedException {
        TrialPlan finals =
                new TrialPlan(plan.streams(), plan.chunk(), plan.warmUp(), plan.measured(), false);
        return system.run(finals, (name, n, share) -> progress.at(name(), n, share));
    }

    @Override
    public void close() {
        system.close();
    }
}
