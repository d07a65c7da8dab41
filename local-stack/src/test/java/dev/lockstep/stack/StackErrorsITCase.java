package dev.lockstep.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackErrorsITCase {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    @TempDir Path temp;

    @Test
    void missingRegistrySaysHowToGetIt() {
        Path home = temp.resolve("nothing");
        assertThatThrownBy(
                        () ->
                                RegistryProcess.start(
                                        new RegistryProcessConf(home, 0, null, TIMEOUT)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(home.toString())
                .hasMessageContaining("mvn -Pfast -pl local-stack package");
    }

    @Test
    void takenPortsAreNamed() throws Exception {
        Path home = RegistryProcessConf.standard().home();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(
                            () ->
                                    RegistryProcess.start(
                                            new RegistryProcessConf(home, port, null, TIMEOUT)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("schema registry");
            assertThatThrownBy(() -> EmbeddedBroker.start(new EmbeddedBrokerConf(null, port)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("Kafka broker");
        }
    }

    @Test
    void deadChildsLastWordsAreShown() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        new JarOutputStream(Files.newOutputStream(temp.resolve("x-runner.jar")), manifest).close();
        assertThatThrownBy(
                        () ->
                                RegistryProcess.start(
                                        new RegistryProcessConf(temp, 0, null, TIMEOUT)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("ClassNotFoundException");
    }

    @Test
    void slowRegistryIsGivenUpAndEnded() {
        Path log = temp.resolve("registry.log");
        Path home = RegistryProcessConf.standard().home();
        assertThatThrownBy(
                        () ->
                                RegistryProcess.start(
                                        new RegistryProcessConf(
                                                home, 0, log, Duration.ofMillis(1))))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("did not answer within");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void unwritableDataFolderIsNamed() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(
                        () -> EmbeddedBroker.start(new EmbeddedBrokerConf(file.resolve("data"), 0)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("cannot write to " + file.resolve("data"));
    }

    @Test
    void tooLittleSpaceIsNamed() {
        assertThatThrownBy(() -> BrokerFailures.requireSpace(temp, 100L << 20))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("at least 128 MiB in " + temp)
                .hasMessageContaining("100 MiB are free");
        assertThatCode(() -> BrokerFailures.requireSpace(temp, 128L << 20))
                .doesNotThrowAnyException();
    }

    @Test
    void aBrokerThatGivesUpIsToldWhereSomebodyAsked() {
        EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerConf.temporary());
        broker.surviveFailure();
        assertThat(broker.failure()).isEmpty();

        // What Kafka does when it can write no more.
        assertThatThrownBy(() -> Exit.halt(1, "all log dirs have failed"))
                .isInstanceOf(StackException.class);

        assertThat(broker.failure().map(Throwable::getMessage).orElse(""))
                .contains("had to stop (all log dirs have failed)", "free some space");
        broker.close();
    }

    @Test
    void aBrokerThatGivesUpEndsTheProcessWhereNobodyAsked() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + temp,
                                "-cp",
                                System.getProperty("java.class.path"),
                                BrokerThatGivesUp.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(said.lines().filter(line -> line.startsWith("lockstep: ")))
                .singleElement()
                .asString()
                .contains("with its data in " + temp, "free some space and start again.");
    }

    @Test
    void keptFolderIsTakenUpAgain() throws Exception {
        EmbeddedBrokerConf conf = new EmbeddedBrokerConf(temp.resolve("data"), 0);
        try (EmbeddedBroker broker = EmbeddedBroker.start(conf);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(conf);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }
}
