package dev.lockstep.stack;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the registry's JVM: where its parts lie and how it is kept small. */
final class RegistryCommand {
    private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";

    private final Path runnerJar;
    private final int port;

    private RegistryCommand(Path runnerJar, int port) {
        this.runnerJar = runnerJar;
        this.port = port;
    }

    /**
     * Finds the registry; throws a {@link StackException} that says how to get it when it is
     * missing.
     */
    static RegistryCommand of(RegistryProcessConf conf) {
        Path home = conf.home();
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(home, "*-runner.jar")) {
                for (Path jar : jars) {
                    return new RegistryCommand(jar.toAbsolutePath(), conf.port());
                }
            } catch (IOException e) {
                throw new StackException("The folder " + home + " cannot be read: " + e, e);
            }
        }
        throw new StackException(
                "No schema registry lies in "
                        + home
                        + ": unpack it there with `mvn -Pfast -pl local-stack package`, or set -D"
                        + RegistryProcessConf.HOME_PROPERTY
                        + " to the folder that holds its *-runner.jar.");
    }

    /** Starts the child in {@code workDir}; the caller ends it with {@link #end}. */
    Process start(Path workDir, Path logFile) throws IOException {
        List<String> command = new ArrayList<>();
        // A Ctrl-C reaches the whole foreground group; the registry must outlive the job that is
        // ending in an orderly way, and the JVM leaves a signal alone that is ignored at its start.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "lockstep-registry"));
        command.add(java());
        Path archive = RegistryArchive.file(runnerJar);
        if (Files.isRegularFile(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(jvmOptions(workDir));
        command.add("-cp");
        // The archive holds for class paths that begin with the runner.
        command.add(runnerJar + File.pathSeparator + ownClasses());
        command.add(RegistryLauncher.class.getName());
        command.add(MAIN_CLASS);
        command.add(workDir.toString());
        return start(command, workDir, logFile);
    }

    /** Starts a registry that writes the archive of its classes when it is terminated. */
    Process startForArchive(Path workDir, Path logFile, Path archive) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-XX:ArchiveClassesAtExit=" + archive);
        command.addAll(jvmOptions(workDir));
        command.addAll(List.of("-cp", runnerJar.toString(), MAIN_CLASS));
        return start(command, workDir, logFile);
    }

    /** The jar that is started. */
    Path runnerJar() {
        return runnerJar;
    }

    private static Process start(List<String> command, Path workDir, Path logFile)
            throws IOException {
        Path parent = logFile.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectories(temp(workDir));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workDir.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(logFile.toFile());
        builder.environment()
                .keySet()
                .removeIf(
                        name ->
                                name.startsWith("QUARKUS_")
                                        || name.startsWith("APICURIO_")
                                        || name.equals("JAVA_TOOL_OPTIONS"));
        return builder.start();
    }

    private static Path temp(Path workDir) {
        return workDir.resolve("tmp");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Ends a child that {@link #start} made and waits for its end. Its storage is in memory: there
     * is nothing that an orderly end would save.
     */
    static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }

    private List<String> jvmOptions(Path workDir) {
        return List.of(
                "-Xmx192m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xlog:cds=off,cds+dynamic=off",
                "-Djava.io.tmpdir=" + temp(workDir),
                "-Djava.awt.headless=true",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=0",
                "-Dquarkus.banner.enabled=false",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.log.category.\"io.quarkus\".level=INFO",
                "-Dquarkus.oidc.tenant-enabled=false",
                "-Dquarkus.vertx.event-loops-pool-size=2",
                "-Dquarkus.thread-pool.max-threads=8",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.max-size=8",
                "-Dapicurio.logconfigjob.every=1h");
    }

    private static Path ownClasses() {
        try {
            return Path.of(
                    RegistryLauncher.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
