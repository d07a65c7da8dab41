package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.onnx.SharedText;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.text.TextAnalyzer;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.TextEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of the catalogue; each machine finds them in its own cache and pulls what is missing.
 * One copy per process. A model that cannot be had is named once in the log of the process and left
 * out: streams go on without it.
 *
 * @param encoderId catalogue id of the sentence encoder, or a reference to one's own; empty for
 *     none
 * @param languagesId the same of the language model
 * @param classifierId the same of the moderation classifier
 * @param cacheDir the model cache; empty for the user's
 * @param conf how texts are analysed
 * @param runtime how models are run
 */
public record CatalogueTextModels(
        String encoderId,
        String languagesId,
        String classifierId,
        String cacheDir,
        TextAnalyzerConf conf,
        RuntimeConf runtime)
        implements TextModels {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueTextModels.class);

    private static final Set<String> COMPLAINED = ConcurrentHashMap.newKeySet();

    /** What is held now, so that a model that cannot be had is asked for once and not by each. */
    private static final Map<CatalogueTextModels, Located> HELD = new HashMap<>();

    /** Where the models lie; guarded by {@link #HELD}. */
    private static final class Located {
        final Optional<SharedText.Located> encoder;
        final Optional<SharedText.Located> languages;
        final Optional<SharedText.Located> classifier;
        int holders;

        Located(CatalogueTextModels asked) {
            ModelStore store = CatalogueStores.in(asked.cacheDir());
            encoder = locate(store, asked.encoderId()).map(CatalogueTextModels::folder);
            languages = locate(store, asked.languagesId()).map(CatalogueTextModels::file);
            classifier = locate(store, asked.classifierId()).map(CatalogueTextModels::folder);
        }
    }

    @Override
    public Lease acquire() {
        SharedText.Lease lease;
        synchronized (HELD) {
            Located at = HELD.computeIfAbsent(this, Located::new);
            lease =
                    SharedText.acquire(
                            at.encoder,
                            at.languages,
                            at.classifier,
                            conf,
                            runtime.withModelStore(CatalogueStores.folder(cacheDir).toString()),
                            CatalogueTextModels::complain);
            at.holders++;
        }
        return new Held(this, lease);
    }

    private void release() {
        synchronized (HELD) {
            Located at = HELD.get(this);
            if (at != null && --at.holders == 0) {
                HELD.remove(this);
            }
        }
    }

    /** A lease that counts. */
    private static final class Held implements Lease {
        private final CatalogueTextModels of;
        private final SharedText.Lease lease;
        private boolean closed;

        Held(CatalogueTextModels of, SharedText.Lease lease) {
            this.of = of;
            this.lease = lease;
        }

        @Override
        public TextAnalyzer analyzer() {
            return lease.analyzer();
        }

        @Override
        public @Nullable TextEncoder encoder() {
            return lease.encoder();
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                lease.close();
                of.release();
            }
        }
    }

    private static SharedText.Located folder(CatalogueModel model) {
        return new SharedText.Located(model.identity(), model.path());
    }

    private static SharedText.Located file(CatalogueModel model) {
        return new SharedText.Located(
                model.identity(), model.path().resolve(model.entry().files().get(0).name()));
    }

    private static Optional<CatalogueModel> locate(ModelStore store, String id) {
        return CatalogueModel.find(store, id, CatalogueTextModels::complain);
    }

    private static void complain(String message) {
        if (COMPLAINED.add(message)) {
            LOG.warn("Streams go on without a text model. {}", message);
        }
    }
}
