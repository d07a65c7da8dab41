package dev.lockstep.load.profile;

import dev.lockstep.load.options.JsonOutput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lockstep bench profile FILE}: reads what {@code --jfr} wrote. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Prints what the CPU time in a file of --jfr was spent on.")
public final class ProfileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What another bench wrote with --jfr.")
    private @Nullable Path file;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        CpuProfile profile = CpuProfile.read(Objects.requireNonNull(file));
        profile.print(out);
        json.print(out, profile);
        out.flush();
        return 0;
    }
}
