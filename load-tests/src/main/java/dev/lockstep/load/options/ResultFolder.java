package dev.lockstep.load.options;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the files of a benchmark go. Used by one thread. */
public final class ResultFolder {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "lockstep-out/bench-${COMMAND-NAME}",
            description =
                    "Folder for results as JSON and as a page, and for what the job writes."
                            + " Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(".");

    /** The folder, which is made where it is missing. */
    public Path path() throws IOException {
        return Files.createDirectories(folder);
    }

    /** Writes a result, for people to read too. */
    public Path write(String name, Object result) throws IOException {
        Path file = path().resolve(name);
        Files.writeString(
                file,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        return file;
    }
}
