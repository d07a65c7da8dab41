package dev.lockstep.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md as the option classes say; writes it where told to. */
class ConfigurationDocTest {
    private static final String COMMAND =
            "mvn -pl flink-jobs -am test -Dtest=ConfigurationDocTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dlockstep.docs.write=true";
    private static final Path ROOT = root();
    private static final Path DOCUMENT = ROOT.resolve("docs/configuration.md");
    private static final String PREAMBLE =
            """
            # Configuration

            Made from the option classes; do not edit. To make it again:

            ```
            %s
            ```

            An option is set, the later winning, in the properties file that `--config FILE` names
            (`key=value`), in the environment (`LOCKSTEP_` and the key in upper case with `_` for `.`
            and `-`: `LOCKSTEP_SPEECH_PARTIAL_INTERVAL`), or on the command line (`--key=value`).
            Durations carry their unit: `250ms`, `1s`, `15min`, `2h`. A key that does not exist is
            refused, with the nearest one that does; all problems are reported together.
            """
                    .formatted(COMMAND);

    @Test
    void documentIsCompleteAndCurrent() throws Exception {
        String expected = OptionsDocument.render(PREAMBLE.stripTrailing(), sets());
        if (Boolean.getBoolean("lockstep.docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT).as("make it with: %s", COMMAND).exists();
        assertThat(Files.readString(DOCUMENT))
                .as("docs/configuration.md is out of date; make it again with: %s", COMMAND)
                .isEqualTo(expected);
    }

    /** The constant ALL of every class XxxOptions that has an option set, in any module. */
    private static List<OptionSet> sets() throws Exception {
        List<OptionSet> sets = new ArrayList<>();
        for (String name : optionClasses()) {
            sets.add((OptionSet) Class.forName(name).getField("ALL").get(null));
        }
        sets.sort(Comparator.comparing(OptionSet::title));
        assertThat(sets).isNotEmpty();
        return sets;
    }

    private static List<String> optionClasses() throws Exception {
        List<String> names = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    names.addAll(optionClasses(sources));
                }
            }
        }
        return names;
    }

    private static List<String> optionClasses(Path sources) throws Exception {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("Options.java"))
                    .filter(ConfigurationDocTest::holdsOptionSet)
                    .map(file -> sources.relativize(file).toString())
                    .map(file -> file.replace(".java", "").replace('/', '.'))
                    .toList();
        }
    }

    private static boolean holdsOptionSet(Path file) {
        try {
            return Files.readString(file).contains("OptionSet ALL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("flink-jobs"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not within a checkout: " + here);
    }
}
