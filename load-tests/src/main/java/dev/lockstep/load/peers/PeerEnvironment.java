package dev.lockstep.load.peers;

import dev.lockstep.local.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A virtual environment of Python with pinned packages, made once and kept, with our scripts in it.
 * For one thread.
 */
public final class PeerEnvironment {
    /** The scripts that are laid into every environment. */
    private static final List<String> SCRIPTS =
            List.of(
                    "peer_protocol.py",
                    "peer_moonshine.py",
                    "peer_whisperlive.py",
                    "peer_plain.py",
                    "peer_pyflink.py",
                    "utterances.py",
                    "moonshine_patch.py",
                    "moonshine_speed.py");

    private final String name;
    private final Path folder;
    private final List<List<String>> installs;
    private final PrintStream progress;

    /**
     * @param name of what is installed, for messages
     * @param folder of the environment; made if it is missing
     * @param installs arguments of {@code pip install}, one list a run
     * @param progress where progress is told
     */
    public PeerEnvironment(
            String name, Path folder, List<List<String>> installs, PrintStream progress) {
        this.name = name;
        this.folder = folder;
        this.installs = List.copyOf(installs);
        this.progress = progress;
    }

    /** moonshine-voice with the weights that ours uses, for all benchmarks that compare with it. */
    public static PeerEnvironment moonshine(Path cache, PrintStream progress) {
        return new PeerEnvironment(
                "moonshine-voice 0.0.44",
                cache.resolve("moonshine"),
                List.of(List.of("moonshine-voice==0.0.44")),
                progress);
    }

    /**
     * Makes the environment and installs the packages, unless these very packages are there.
     *
     * @throws IOException with what to do when they cannot be had
     */
    public void install() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path done = folder.resolve("installed");
        String wanted = installs.toString();
        if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
            Files.deleteIfExists(done);
            progress.println("Installing " + name + " for the benchmark …");
            run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
            for (List<String> install : installs) {
                List<String> command = new ArrayList<>(List.of(python(), "-m", "pip", "install"));
                command.add("--quiet");
                command.add("--disable-pip-version-check");
                command.addAll(install);
                run(command);
            }
            Files.writeString(done, wanted);
        }
        for (String script : SCRIPTS) {
            try (InputStream in = PeerEnvironment.class.getResourceAsStream(script)) {
                Files.write(folder.resolve(script), Objects.requireNonNull(in).readAllBytes());
            }
        }
    }

    /** Its interpreter. */
    public String python() {
        return folder.resolve("bin").resolve("python").toString();
    }

    /** Where one of our scripts lies. */
    public Path script(String script) {
        return folder.resolve(script);
    }

    /** Where what its processes say on standard error goes. */
    public Path log() {
        return folder.resolve("peer.log");
    }

    /**
     * A file or folder of an installed package.
     *
     * @param path below {@code site-packages}
     */
    public Path installed(String path) throws IOException {
        PathMatcher packages =
                FileSystems.getDefault().getPathMatcher("glob:**/python3*/site-packages");
        try (Stream<Path> found = Files.walk(folder.resolve("lib"), 2)) {
            return found.filter(packages::matches)
                    .map(site -> site.resolve(path))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            path
                                                    + " is not among the packages of "
                                                    + name
                                                    + "; delete "
                                                    + folder
                                                    + " to install them anew."));
        }
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(RunFolder.outside(), "lockstep-peer-install-", ".log");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException e) {
            throw new IOException(
                    name + " needs Python: install python3 and its venv module, then run again.",
                    e);
        }
        int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
        if (code != 0) {
            throw new IOException(
                    name
                            + " cannot be installed: `"
                            + String.join(" ", command)
                            + "` failed. Check python3, its venv module and the network; "
                            + log
                            + " has what it said.");
        }
        Files.delete(log);
    }
}
