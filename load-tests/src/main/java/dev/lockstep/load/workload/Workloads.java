package dev.lockstep.load.workload;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.config.NearestKey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The workloads that come with Lockstep, and files of one's own. Stateless. */
final class Workloads {
    private static final String INDEX = "index.txt";
    private static final String SUFFIX = ".yaml";

    private Workloads() {}

    /** Names of those that come along. */
    static List<String> names() throws IOException {
        return resource(INDEX).lines().toList();
    }

    /** The first line of one of them, without its mark. */
    static String title(String name) throws IOException {
        return resource(name + SUFFIX).lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
    }

    /**
     * Reads a file, or one that comes along by its name.
     *
     * @throws UserException when there is none, or it is not understood
     */
    static Workload read(String nameOrFile) throws IOException {
        if (names().contains(nameOrFile)) {
            return WorkloadReader.read(nameOrFile, resource(nameOrFile + SUFFIX));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isReadable(file)) {
            throw new UserException(
                    "There is no workload "
                            + nameOrFile
                            + ", neither a file nor one that comes along"
                            + NearestKey.of(nameOrFile, names())
                                    .map(name -> "; did you mean " + name + "?")
                                    .orElse("."));
        }
        return WorkloadReader.read(nameOrFile, Files.readString(file));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Workloads.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
