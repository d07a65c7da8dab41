package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.model.ModelIdentity;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model that could be had.
 *
 * @param entry of the catalogue
 * @param path the folder of its files
 */
record CatalogueModel(ModelEntry entry, Path path) {
    /**
     * The model of a store; pulls what is missing.
     *
     * @param id catalogue id or reference; empty for none
     * @param complain hears a sentence if it cannot be had
     */
    static Optional<CatalogueModel> find(ModelStore store, String id, Consumer<String> complain) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CatalogueModel(store.catalogue().require(id), store.resolve(id)));
        } catch (ModelStoreException e) {
            complain.accept(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What results name. */
    ModelIdentity identity() {
        return new ModelIdentity(entry.id(), entry.version(), entry.files().get(0).sha256());
    }
}
