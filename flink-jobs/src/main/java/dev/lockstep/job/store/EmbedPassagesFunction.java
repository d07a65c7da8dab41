package dev.lockstep.job.store;

import dev.lockstep.inference.operator.TextModels;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.store.StoreRow;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Embeds passages and never blocks; other rows go on as they are. A passage that could not be
 * embedded, or not in time, is stored without, is found by its words, and counts in the metric
 * {@code store.unembedded}.
 */
public final class EmbedPassagesFunction extends RichAsyncFunction<StoreRow, StoreRow> {
    private static final long serialVersionUID = 1L;

    private final TextModels models;
    private transient TextModels.@Nullable Lease lease;
    private transient @Nullable Counter embedded;
    private transient @Nullable Counter unembedded;

    /**
     * @param models where the encoder comes from
     */
    public EmbedPassagesFunction(TextModels models) {
        this.models = models;
    }

    @Override
    public void open(OpenContext context) {
        lease = models.acquire();
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("store");
        embedded = group.counter("embedded");
        unembedded = group.counter("unembedded");
    }

    @Override
    public void asyncInvoke(StoreRow row, ResultFuture<StoreRow> result) {
        PassageRow passage = row.passage();
        TextEncoder encoder = Objects.requireNonNull(lease).encoder();
        if (passage == null || encoder == null) {
            result.complete(List.of(row));
            return;
        }
        encoder.encode(List.of(passage.text()))
                .whenComplete(
                        (vectors, error) -> {
                            if (error != null || vectors.get(0).length == 0) {
                                goOn(row, result);
                                return;
                            }
                            Objects.requireNonNull(embedded).inc();
                            result.complete(
                                    List.of(StoreRow.of(passage.withEmbedding(vectors.get(0)))));
                        });
    }

    @Override
    public void timeout(StoreRow row, ResultFuture<StoreRow> result) {
        goOn(row, result);
    }

    private void goOn(StoreRow row, ResultFuture<StoreRow> result) {
        Objects.requireNonNull(unembedded).inc();
        result.complete(List.of(row));
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
