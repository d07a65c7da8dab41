package dev.lockstep.schema.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionLoaderTest {
    enum Policy {
        PROCESS_ALL,
        STAY_FRESH
    }

    private static final Option<String> SERVERS =
            Option.required("kafka.bootstrap-servers", OptionType.TEXT, "Brokers.");
    private static final Option<Duration> INTERVAL =
            Option.of(
                    "speech.partial-interval",
                    OptionType.DURATION,
                    Duration.ofMillis(500),
                    "Time between partials.");
    private static final Option<Integer> CAPACITY =
            Option.of("speech.capacity", OptionType.INTEGER, 64, "Requests in flight.")
                    .in("requests")
                    .where(n -> n > 0, "must be at least 1");
    private static final Option<Policy> POLICY =
            Option.of(
                    "speech.policy",
                    OptionType.choice(Policy.class),
                    Policy.PROCESS_ALL,
                    "Under load.");
    private static final Option<Boolean> FINALS =
            Option.of("speech.finals-only", OptionType.FLAG, false, "No partials.");
    private static final Option<Path> CACHE =
            Option.optional("models.cache", OptionType.PATH, "Folder.");
    private static final OptionSet ALL =
            OptionSet.of("Trial", "For tests.", SERVERS, INTERVAL, CAPACITY, POLICY, FINALS, CACHE);

    @TempDir private Path folder;

    @Test
    void takesDefaultsWhereNothingIsSet() {
        OptionValues values =
                new OptionLoader(ALL).arguments(List.of("--kafka.bootstrap-servers=b:1")).load();

        assertThat(values.get(SERVERS)).isEqualTo("b:1");
        assertThat(values.get(INTERVAL)).isEqualTo(Duration.ofMillis(500));
        assertThat(values.get(CAPACITY)).isEqualTo(64);
        assertThat(values.get(POLICY)).isEqualTo(Policy.PROCESS_ALL);
        assertThat(values.find(CACHE)).isEmpty();
        assertThat(values.isSet(SERVERS)).isTrue();
        assertThat(values.isSet(INTERVAL)).isFalse();
    }

    @Test
    void letsLaterSourcesWin() throws Exception {
        Path file = folder.resolve("job.properties");
        Files.writeString(
                file,
                "kafka.bootstrap-servers = file:1\nspeech.capacity=1\nspeech.partial-interval=1s");

        OptionValues values =
                new OptionLoader(ALL)
                        .file(file)
                        .environment(
                                Map.of(
                                        "LOCKSTEP_SPEECH_CAPACITY", "2",
                                        "LOCKSTEP_KAFKA_BOOTSTRAP_SERVERS", "env:1",
                                        "LOCKSTEP_LIVE_VIEW_SERVICE_HOST", "10.0.0.1"))
                        .arguments(List.of("--kafka.bootstrap-servers", "arg:1"))
                        .load();

        assertThat(values.get(SERVERS)).isEqualTo("arg:1");
        assertThat(values.get(CAPACITY)).isEqualTo(2);
        assertThat(values.get(INTERVAL)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void readsEveryFormOfAnArgument() {
        OptionValues values =
                new OptionLoader(ALL)
                        .arguments(
                                List.of(
                                        "--speech.finals-only",
                                        "--kafka.bootstrap-servers",
                                        "b:1",
                                        "--speech.policy=stay-fresh",
                                        "--models.cache=/c"))
                        .load();

        assertThat(values.get(FINALS)).isTrue();
        assertThat(values.get(POLICY)).isEqualTo(Policy.STAY_FRESH);
        assertThat(values.find(CACHE)).contains(Path.of("/c"));
    }

    @Test
    void reportsAllProblemsTogether() {
        OptionLoader loader =
                new OptionLoader(ALL)
                        .file(folder.resolve("absent.properties"))
                        .environment(Map.of("LOCKSTEP_SPEECH_CAPACTY", "1"))
                        .map(Map.of("speech.partial-intervall", "1s"), "a map")
                        .arguments(
                                List.of(
                                        "stray",
                                        "--speech.capacity=0",
                                        "--speech.policy=never",
                                        "--models.cache"));

        OptionsException problem = catchThrowableOfType(OptionsException.class, loader::load);

        assertThat(problem.problems()).hasSize(8);
        assertThat(problem.problems().get(0)).contains("absent.properties cannot be read");
        assertThat(problem.problems().subList(1, 8))
                .containsExactly(
                        "The environment variable LOCKSTEP_SPEECH_CAPACTY sets no option; did you"
                                + " mean LOCKSTEP_SPEECH_CAPACITY?",
                        "There is no option 'speech.partial-intervall' (a map); did you mean"
                                + " speech.partial-interval?",
                        "The argument 'stray' is not understood: write --key=value.",
                        "The argument --models.cache lacks a value: write --key=value.",
                        "The option kafka.bootstrap-servers is missing (Brokers.): give"
                                + " --kafka.bootstrap-servers=…, set"
                                + " LOCKSTEP_KAFKA_BOOTSTRAP_SERVERS or put it into the options"
                                + " file.",
                        "The option speech.capacity cannot be '0' (the command line): the value must be"
                                + " at least 1.",
                        "The option speech.policy cannot be 'never' (the command line): the value is none"
                                + " of process-all, stay-fresh.");
    }

    @Test
    void refusesOptionsThatContradictThemselves() {
        assertThatThrownBy(() -> CAPACITY.where(n -> n > 100, "must be above 100"))
                .hasMessage("The default of speech.capacity must be above 100");
        assertThatThrownBy(() -> Option.of("No Key", OptionType.TEXT, "", ""))
                .hasMessageContaining("No Key");
        assertThatThrownBy(() -> OptionSet.of("t", "d", FINALS, FINALS))
                .hasMessageContaining("Two options have the key speech.finals-only");
    }

    @Test
    void writesTablesForTheDocumentation() {
        assertThat(OptionsDocument.render("# Configuration", List.of(ALL)))
                .startsWith("# Configuration\n\n## Trial\n\nFor tests.\n\n| key |")
                .contains("| `kafka.bootstrap-servers` | text | **required** | Brokers. |\n")
                .contains("| `speech.capacity` | whole number, requests | `64` | Requests in")
                .contains("| `speech.partial-interval` | duration | `500ms` | Time between")
                .contains("| `speech.policy` | one of process-all, stay-fresh | `process-all` |")
                .contains("| `models.cache` | path | – | Folder. |");
    }
}
