package dev.lockstep.local.search;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.operator.CatalogueTextModels;
import dev.lockstep.inference.operator.TextModels;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.sink.search.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes queries with the sentence encoder that made the store's embeddings; one copy of the model
 * per process, shared with the job where it runs here too. Thread-safe.
 *
 * <p>Where the model cannot be had or fails, the embedding is empty, so that search goes by words.
 */
public final class QueryEncoder implements TextEncoder, AutoCloseable {
    /** Id in the catalogue of the encoder that is standard. */
    public static final String STANDARD = "minilm";

    private static final Logger LOG = LoggerFactory.getLogger(QueryEncoder.class);
    private static final int WAIT_SECONDS = 20;
    private static final float[] NONE = {};

    private final TextModels.Lease lease;

    private QueryEncoder(TextModels.Lease lease) {
        this.lease = lease;
    }

    /**
     * Loads a model; fetches it first where it is not in the cache.
     *
     * @param reference catalogue id of the encoder, or a reference to one's own
     * @param cacheDir the model cache
     */
    public static QueryEncoder open(String reference, Path cacheDir) {
        return new QueryEncoder(
                new CatalogueTextModels(
                                reference,
                                "",
                                "",
                                cacheDir.toString(),
                                TextAnalyzerConf.defaults(),
                                RuntimeConf.cpu())
                        .acquire());
    }

    /** Whether the model could be had. */
    public boolean available() {
        return lease.encoder() != null;
    }

    @Override
    public float[] encode(String text) {
        var encoder = lease.encoder();
        if (encoder == null) {
            return NONE;
        }
        try {
            return encoder.encode(List.of(text)).get(WAIT_SECONDS, TimeUnit.SECONDS).get(0);
        } catch (ExecutionException | TimeoutException | ModelException e) {
            LOG.warn("A query could not be encoded; it is searched by words alone", e);
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    @Override
    public void close() {
        lease.close();
    }
}
