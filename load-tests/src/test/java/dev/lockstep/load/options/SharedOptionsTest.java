package dev.lockstep.load.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SharedOptionsTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"capacity", "run", "peers", "scale"})
    void everyBenchmarkHasAFolderOfItsOwn(String name) {
        CommandLine bench = new CommandLine(new BenchCommand());
        CommandLine command = Objects.requireNonNull(bench.getSubcommands().get(name));
        bench.parseArgs(name);
        assertThat(command.getCommandSpec().findOption("--out").<Path>getValue())
                .isEqualTo(Path.of("lockstep-out", "bench-" + name));
        assertThat(command.getUsageMessage()).contains("lockstep-out/bench-" + name + ".");
        bench.parseArgs(name, "-o", "elsewhere");
        assertThat(command.getCommandSpec().findOption("-o").<Path>getValue())
                .isEqualTo(Path.of("elsewhere"));
    }

    @Test
    void jsonIsPrintedWhenAskedForAndLinesGoElsewhereThen() throws Exception {
        Map<String, Integer> result = Map.of("streams", 4);
        JsonOutput quiet = parsed();
        quiet.lines(line(quiet)).print("for people");
        quiet.print(new PrintWriter(out, true), result);
        assertThat(out.toString()).isEqualTo("for people");

        JsonOutput asked = parsed("--json");
        asked.lines(line(asked)).print("again");
        asked.print(new PrintWriter(out, true), result);
        assertThat(out.toString()).isEqualTo("for people{\"streams\":4}" + System.lineSeparator());
        assertThat(err.toString()).isEqualTo("again");
    }

    @Test
    void aResultIsWrittenIntoAFolderThatIsMadeForIt() throws Exception {
        ResultFolder results = new ResultFolder();
        new CommandLine(new Host(new JsonOutput(), results))
                .parseArgs("--out", folder.resolve("a/b").toString());

        Path file = results.write("run.json", Map.of("streams", 4));
        assertThat(file).isEqualTo(folder.resolve("a/b/run.json"));
        assertThat(Files.readString(file)).isEqualToIgnoringWhitespace("{\"streams\":4}");
    }

    private JsonOutput parsed(String... arguments) {
        JsonOutput json = new JsonOutput();
        new CommandLine(new Host(json, new ResultFolder())).parseArgs(arguments);
        return json;
    }

    private CommandLine line(JsonOutput json) {
        return new CommandLine(new Host(json, new ResultFolder()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    /** A command that has both. */
    @CommandLine.Command(name = "host")
    private static final class Host {
        @CommandLine.Mixin private final JsonOutput json;
        @CommandLine.Mixin private final ResultFolder folder;

        Host(JsonOutput json, ResultFolder folder) {
            this.json = json;
            this.folder = folder;
        }
    }
}
