package dev.lockstep.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.LockstepCommand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code lockstep demo} in a JVM of its own, as the launcher starts it. One thread. */
final class DemoProcess implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("Watch it live: (http://\\S+)");

    /** A build server may start the tests in the background, where Ctrl-C means nothing. */
    private static final List<String> WITH_CTRL_C = List.of("env", "--default-signal=INT");

    private final Process process;
    private final Path dir;
    private final int kafkaPort;
    private final int registryPort;

    private DemoProcess(Process process, Path dir, int kafkaPort, int registryPort) {
        this.process = process;
        this.dir = dir;
        this.kafkaPort = kafkaPort;
        this.registryPort = registryPort;
    }

    /**
     * Starts it, with a page on any port.
     *
     * @param dir where its output, its results and its temporary files go
     */
    static DemoProcess start(Path dir) throws IOException, InterruptedException {
        int kafkaPort = freePort();
        int registryPort = freePort();
        List<String> command = new ArrayList<>();
        if (new ProcessBuilder(with(WITH_CTRL_C, "true")).start().waitFor() == 0) {
            command.addAll(WITH_CTRL_C);
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.add("-Djava.io.tmpdir=" + Files.createDirectory(dir.resolve("tmp")));
        command.add(LockstepCommand.class.getName());
        command.addAll(List.of("demo", "--port", "0", "--out", out(dir).toString()));
        command.addAll(List.of("--kafka-port", "" + kafkaPort));
        command.addAll(List.of("--registry-port", "" + registryPort));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(dir.resolve("demo.out").toFile())
                        .redirectError(dir.resolve("demo.err").toFile());
        // Not by -cp: ONNX Runtime overflows its stack on a long command line.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return new DemoProcess(process, dir, kafkaPort, registryPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> with(List<String> command, String last) {
        return Stream.concat(command.stream(), Stream.of(last)).toList();
    }

    private static Path out(Path dir) {
        return dir.resolve("out");
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    String registryUrl() {
        return "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7";
    }

    /** Where its page is; empty until it says so. */
    Optional<URI> page() {
        Matcher said = PAGE.matcher(output());
        return said.find() ? Optional.of(URI.create(said.group(1))) : Optional.empty();
    }

    /** Folder of its results. */
    Path out() {
        return out(dir);
    }

    /** Folder of its temporary files. */
    Path temporary() {
        return dir.resolve("tmp");
    }

    /** True once the talk is over and the page is served on. Refuses an end before. */
    boolean isServing() {
        assertThat(process.isAlive()).as(output()).isTrue();
        return output().contains("Ctrl-C ends it.");
    }

    /** What it has written so far. */
    String output() {
        try {
            return Files.readString(dir.resolve("demo.out"))
                    + Files.readString(dir.resolve("demo.err"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The processes that it has started and that live. */
    List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> found = process.descendants()) {
            return found.toList();
        }
    }

    /** Presses Ctrl-C and waits for the end; the exit code. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
        return process.waitFor();
    }

    @Override
    public void close() {
        descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
