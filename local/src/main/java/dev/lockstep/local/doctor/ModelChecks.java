package dev.lockstep.local.doctor;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that captions need. Stateless. */
public final class ModelChecks {
    /** Without these there are no captions. */
    public static final List<String> NEEDED =
            Stream.concat(CatalogueSpeechModels.STANDARD_IDS.stream(), Stream.of("speech-samples"))
                    .toList();

    private ModelChecks() {}

    /** Whether all of them are in the cache. */
    public static boolean allCached(ModelStore store) {
        return NEEDED.stream().allMatch(store::isCached);
    }

    /** One finding per model. */
    public static List<Finding> models(ModelStore store) {
        return NEEDED.stream().map(id -> model(store, id)).toList();
    }

    private static Finding model(ModelStore store, String id) {
        String what = "model " + id;
        if (!store.isCached(id)) {
            return Finding.warn(
                    what,
                    "not in the cache",
                    "it is fetched at first use; lockstep models pull " + id + " does it now");
        }
        Optional<String> wrong = store.verify(id);
        return wrong.map(
                        damage ->
                                Finding.warn(
                                        what,
                                        "damaged: " + damage,
                                        "it is fetched again at the next use"))
                .orElseGet(() -> Finding.ok(what, "in the cache, checksums right"));
    }
}
