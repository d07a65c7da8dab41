package dev.lockstep.load.profile;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code lockstep bench profile FILE}: reads what {@code --jfr} wrote. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Prints what the CPU time in a file of --jfr was spent on.")
public final class ProfileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What another bench wrote with --jfr.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print the result as one JSON object on the last line.")
    private boolean json;

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        CpuProfile profile = CpuProfile.read(Objects.requireNonNull(file));
        profile.print(out);
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(profile));
        }
        out.flush();
        return 0;
    }
}
