package dev.lockstep.load;

import dev.lockstep.load.align.AlignBenchCommand;
import dev.lockstep.load.capacity.CapacityBenchCommand;
import dev.lockstep.load.compare.CompareBenchCommand;
import dev.lockstep.load.pass.PassBenchCommand;
import dev.lockstep.load.peers.PeersBenchCommand;
import dev.lockstep.load.profile.ProfileCommand;
import dev.lockstep.load.scale.ScaleBenchCommand;
import dev.lockstep.load.speech.BatchingBenchCommand;
import dev.lockstep.load.speech.SpeechBenchCommand;
import dev.lockstep.load.steering.SteeringBenchCommand;
import dev.lockstep.load.streams.StreamsBenchCommand;
import dev.lockstep.load.workload.RunBenchCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code lockstep bench …}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Benchmarks; each prints what it compared with what.",
        subcommands = {
            CapacityBenchCommand.class,
            RunBenchCommand.class,
            PeersBenchCommand.class,
            CompareBenchCommand.class,
            SpeechBenchCommand.class,
            StreamsBenchCommand.class,
            AlignBenchCommand.class,
            SteeringBenchCommand.class,
            BatchingBenchCommand.class,
            ScaleBenchCommand.class,
            PassBenchCommand.class,
            ProfileCommand.class
        })
public final class BenchCommand implements Runnable {
    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        line.usage(line.getOut());
    }
}
