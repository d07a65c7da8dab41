package dev.lockstep.load.peers;

import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A peer that a script of ours feeds from files. Each trial has processes of its own, so that none
 * inherits the state of another.
 */
final class ScriptedSystem implements CaptioningSystem {
    private final String name;
    private final PeerEnvironment environment;
    private final String script;
    private final Options options;

    /** What the script wants to know, once everything is installed. */
    @FunctionalInterface
    interface Options {
        /**
         * The options.
         *
         * @throws IOException with what to do when something is missing
         */
        Map<String, ?> resolve() throws IOException;
    }

    ScriptedSystem(String name, PeerEnvironment environment, String script, Options options) {
        this.name = name;
        this.environment = environment;
        this.script = script;
        this.options = options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean partials() {
        return true;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        environment.install();
        options.resolve();
    }

    @Override
    public TrialRecord run(TrialPlan plan, TrialProgress progress)
            throws IOException, InterruptedException {
        PeerTrial trial =
                new PeerTrial(
                        name,
                        List.of(environment.python(), environment.script(script).toString()),
                        environment.log(),
                        PeerTrial.Limits.STANDARD);
        try (PcmFiles sound = new PcmFiles(plan)) {
            return trial.run(plan, sound.files(), options.resolve(), due -> {}, progress);
        }
    }

    @Override
    public void close() {
        // Its processes end with each trial.
    }
}
