package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.stack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a page from being served is one sentence, and comes before anything is started. */
class ViewErrorsITCase {
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir private Path dir;

    @Test
    void brokersThatDoNotAnswer() {
        CommandRun run = view(NOWHERE, LocalStack.shared().registryUrl());

        assertRefused(run, "The brokers at " + NOWHERE + " do not answer");
    }

    @Test
    void aRegistryThatDoesNotAnswer() {
        CommandRun run = view(LocalStack.shared().bootstrapServers(), "http://" + NOWHERE);

        assertRefused(run, "The registry http://" + NOWHERE + " is not usable");
    }

    @Test
    void topicsThatAreNotThere() {
        LocalStack stack = LocalStack.shared();

        CommandRun run =
                view(
                        stack.bootstrapServers(),
                        stack.registryUrl(),
                        "--set",
                        "kafka.topic-prefix=nobody.");

        assertRefused(run, "None of the topics", "kafka.topic-prefix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set view.pots=1 | did you mean view.port?",
                "--port 70000 | must lie between 0 and 65535",
                "--instance-address here | must be host:port",
                "--host 192.0.2.1 | cannot listen on 192.0.2.1:0",
                "--store jdbc:mysql://db/x | There is no store of the kind jdbc:mysql:"
            })
    void anOptionThatIsWrong(String more, String sentence) {
        CommandRun run = view(NOWHERE, "http://" + NOWHERE, more.split(" "));

        assertRefused(run, sentence);
    }

    @Test
    void anAddressOfTheRegistryThatIsNone() {
        assertRefused(view(NOWHERE, "ftp://here"), "must begin with http:// or https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "demo", "caption"})
    void aPortThatIsTaken(String command) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> arguments = new ArrayList<>(List.of(command));
            if (command.equals("view")) {
                arguments.addAll(List.of("--bootstrap", NOWHERE, "--registry", "http://x"));
            } else {
                arguments.addAll(List.of("--out", dir.resolve("out").toString()));
            }
            if (command.equals("caption")) {
                arguments.add("nothing.wav");
            }
            arguments.addAll(List.of("--port", String.valueOf(other.getLocalPort())));

            CommandRun run = run(arguments);

            assertRefused(
                    run,
                    "Port "
                            + other.getLocalPort()
                            + " of 127.0.0.1 is taken: stop what listens there, or choose another"
                            + " one with --port.");
            assertThat(dir.resolve("out")).doesNotExist();
        }
    }

    private static void assertRefused(CommandRun run, String... parts) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).startsWith("lockstep: ").contains(parts);
    }

    private CommandRun view(String bootstrap, String registry, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "view",
                                "--bootstrap",
                                bootstrap,
                                "--registry",
                                registry,
                                "--set",
                                "view.port=0"));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private CommandRun run(List<String> arguments) {
        return CommandRun.of(
                Map.of("XDG_STATE_HOME", dir.resolve("state").toString()),
                Interrupts.none(),
                arguments.toArray(String[]::new));
    }
}
