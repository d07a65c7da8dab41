package dev.lockstep.load.testing;

import dev.lockstep.local.LockstepCommand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of lockstep in a JVM of its own, which can be ended from outside. */
public final class ChildCommand implements AutoCloseable {
    private final Process process;
    private final Path said;

    private ChildCommand(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Starts it; what it says and its log go into a folder. */
    public static ChildCommand start(Path dir, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.add(LockstepCommand.class.getName());
        command.addAll(List.of(arguments));
        Path said = dir.resolve("child.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildCommand(process, said);
    }

    /** What it has said so far, on both streams. */
    public String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** True once it has ended. */
    public boolean isDone() {
        return !process.isAlive();
    }

    /** Asks it to end, as Ctrl-C and init systems do, and waits; its exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Ends it at once, without a chance to do anything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
