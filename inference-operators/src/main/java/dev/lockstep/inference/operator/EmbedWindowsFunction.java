package dev.lockstep.inference.operator;

import dev.lockstep.inference.fusion.WindowTexts;
import dev.lockstep.inference.fusion.WindowVectors;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.schema.avro.AlignedWindow;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Embeds what is said, shown and written in a window, and never blocks. A window that could not be
 * embedded, or not in time, goes on without: it is counted, and loses nothing else.
 *
 * <p>Meant for {@code AsyncDataStream.orderedWait}: settled windows stay in the order of the grid.
 */
public final class EmbedWindowsFunction extends RichAsyncFunction<AlignedWindow, EmbeddedWindow> {
    private static final long serialVersionUID = 1L;

    private final TextModels models;
    private transient TextModels.@Nullable Lease lease;
    private transient @Nullable Counter embedded;
    private transient @Nullable Counter unembedded;

    /**
     * @param models where the encoder comes from
     */
    public EmbedWindowsFunction(TextModels models) {
        this.models = models;
    }

    @Override
    public void open(OpenContext context) {
        lease = models.acquire();
        var group = getRuntimeContext().getMetricGroup();
        embedded = FusionMetrics.counter(group, FusionMetrics.EMBEDDED);
        unembedded = FusionMetrics.counter(group, FusionMetrics.UNEMBEDDED);
    }

    @Override
    public void asyncInvoke(AlignedWindow window, ResultFuture<EmbeddedWindow> result) {
        TextEncoder encoder = Objects.requireNonNull(lease).encoder();
        if (encoder == null) {
            result.complete(List.of(EmbeddedWindow.plain(window)));
            return;
        }
        encoder.encode(WindowTexts.of(window).all())
                .whenComplete(
                        (vectors, error) -> {
                            if (error != null) {
                                goOn(window, result);
                                return;
                            }
                            Objects.requireNonNull(embedded).inc();
                            result.complete(
                                    List.of(
                                            new EmbeddedWindow(
                                                    window, vectors(vectors, encoder.identity()))));
                        });
    }

    private static WindowVectors vectors(List<float[]> of, ModelIdentity encoder) {
        return new WindowVectors(
                orNull(of.get(0)),
                orNull(of.get(1)),
                orNull(of.get(2)),
                orNull(of.get(3)),
                encoder.id(),
                encoder.version(),
                encoder.sha256());
    }

    private static float @Nullable [] orNull(float[] vector) {
        return vector.length == 0 ? null : vector;
    }

    @Override
    public void timeout(AlignedWindow window, ResultFuture<EmbeddedWindow> result) {
        goOn(window, result);
    }

    private void goOn(AlignedWindow window, ResultFuture<EmbeddedWindow> result) {
        Objects.requireNonNull(unembedded).inc();
        result.complete(List.of(EmbeddedWindow.plain(window)));
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
