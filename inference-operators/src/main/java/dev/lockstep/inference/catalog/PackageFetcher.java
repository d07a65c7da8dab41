package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** Fetches the package of a model with the client of its kind. */
interface PackageFetcher<S extends ModelSource> {
    /**
     * Fetches into {@code partial}, a folder that this call has for itself and that keeps what an
     * interrupted call before it left.
     *
     * @throws ModelStoreException when it cannot be had, with a sentence that names it
     */
    PackageContents fetch(S source, ModelEntry entry, Path partial, ProgressListener listener)
            throws IOException;
}
