package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Fetches single files of a Hugging Face hub, taking up downloads that broke off. */
final class HubFetcher implements PackageFetcher<ModelSource.HuggingFace> {
    private final URI endpoint;

    HubFetcher(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public PackageContents fetch(
            ModelSource.HuggingFace source,
            ModelEntry entry,
            Path partial,
            ProgressListener listener)
            throws IOException {
        Files.createDirectories(partial);
        for (ModelFile file : entry.files()) {
            Path target = partial.resolve(file.name());
            Path part = partial.resolve(file.name() + ".part");
            String promised = download(source, entry, file, part, listener);
            ModelFile expected =
                    new ModelFile(file.name(), file.pathInPackage(), file.sizeBytes(), promised);
            String difference = Checksums.difference(part, expected).orElse("");
            if (!difference.isEmpty()) {
                Files.delete(part);
                throw new ModelStoreException(
                        "The hub's file is refused: "
                                + difference
                                + ". Try again; if it stays, the file was changed on the hub.");
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return PackageContents.folder(partial);
    }

    /** Returns the SHA-256 that the file has to have: the user's, else the hub's own, else none. */
    private String download(
            ModelSource.HuggingFace source,
            ModelEntry entry,
            ModelFile file,
            Path part,
            ProgressListener listener)
            throws IOException {
        String hubs;
        try {
            hubs =
                    new ResumableDownload(source.label(), listener)
                            .fetch(address(source, file), part)
                            .toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new ModelStoreException(
                    "Model "
                            + entry.id()
                            + " could not be fetched from the hub at "
                            + endpoint
                            + " ("
                            + e.getMessage()
                            + "). Check the reference and the network connection (HF_ENDPOINT names"
                            + " another hub), or get the file by hand and name it as file:PATH.",
                    e);
        }
        return file.sha256().isEmpty() && hubs.matches("[0-9a-f]{64}") ? hubs : file.sha256();
    }

    private URI address(ModelSource.HuggingFace source, ModelFile file) {
        String base = endpoint.getPath() == null ? "" : endpoint.getPath().replaceFirst("/+$", "");
        String path =
                base
                        + "/"
                        + source.repository()
                        + "/resolve/"
                        + source.version()
                        + "/"
                        + file.pathInPackage();
        try {
            return new URI(endpoint.getScheme(), endpoint.getAuthority(), path, null, null);
        } catch (URISyntaxException e) {
            throw new ModelStoreException("HF_ENDPOINT is no address: " + endpoint, e);
        }
    }
}
