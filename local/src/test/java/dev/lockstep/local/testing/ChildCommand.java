package dev.lockstep.local.testing;

import dev.lockstep.local.LockstepCommand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command in a JVM of its own, for what must not happen to the test's: another temporary
 * folder, another network, its end. Its log lies beside its output.
 */
public final class ChildCommand implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private ChildCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param dir where its output and its log go
     * @param wrapper a command that runs the JVM, such as {@code unshare -n}; may be empty
     * @param environment variables besides those of this process
     * @param jvmOptions options that come after those of this process
     */
    public static ChildCommand start(
            Path dir,
            List<String> wrapper,
            Map<String, String> environment,
            List<String> jvmOptions,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(jvmOptions);
        command.add(LockstepCommand.class.getName());
        command.addAll(List.of(arguments));
        Path out = dir.resolve("child.out");
        Path err = dir.resolve("child.err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        // Not by -cp: ONNX Runtime overflows its stack on a long command line.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildCommand(process, out, err);
    }

    /** What has come on standard output and standard error so far. */
    public String output() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** True once it has ended. */
    public boolean isDone() {
        return !process.isAlive();
    }

    /** The processes that it has started and that live. */
    public List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> found = process.descendants()) {
            return found.toList();
        }
    }

    /** Waits for its end. */
    public CommandRun join() throws InterruptedException, IOException {
        int code = process.waitFor();
        return new CommandRun(code, Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() {
        descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
