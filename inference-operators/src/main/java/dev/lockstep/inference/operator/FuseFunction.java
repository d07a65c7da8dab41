package dev.lockstep.inference.operator;

import dev.lockstep.inference.fusion.FusionStrategy;
import dev.lockstep.inference.fusion.WeightedFusion;
import dev.lockstep.inference.fusion.WindowFusion;
import dev.lockstep.inference.fusion.WindowVectors;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.schema.avro.AlignedWindow;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fuses windows. The window that is given is changed: the aligner hands each out once. Where the
 * strategy's model fails, the window is fused by weight, says so, and is counted.
 */
public final class FuseFunction extends RichMapFunction<EmbeddedWindow, AlignedWindow> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FuseFunction.class);

    private final FusionSetup setup;
    private transient @Nullable FusionStrategy strategy;
    private transient @Nullable WindowFusion fusion;
    private transient @Nullable WindowFusion otherwise;
    private transient @Nullable Counter ignored;
    private transient @Nullable Counter failures;
    private transient boolean complained;

    /**
     * @param setup how to fuse
     */
    public FuseFunction(FusionSetup setup) {
        this.setup = setup;
    }

    @Override
    public void open(OpenContext context) {
        FusionStrategy opened = setup.open();
        strategy = opened;
        fusion = new WindowFusion(opened, setup.attribution());
        otherwise = new WindowFusion(new WeightedFusion(), setup.attribution());
        var group = getRuntimeContext().getMetricGroup();
        ignored = FusionMetrics.counter(group, FusionMetrics.IGNORED_VECTORS);
        failures = FusionMetrics.counter(group, FusionMetrics.FAILURES);
    }

    @Override
    public AlignedWindow map(EmbeddedWindow embedded) {
        AlignedWindow window = embedded.window();
        Objects.requireNonNull(ignored).inc(fuse(window, embedded.vectors()));
        window.getTimes().setPublishedUs(System.currentTimeMillis() * 1000);
        return window;
    }

    private int fuse(AlignedWindow window, WindowVectors vectors) {
        try {
            return Objects.requireNonNull(fusion).fuse(window, vectors);
        } catch (ModelException e) {
            Objects.requireNonNull(failures).inc();
            if (!complained) {
                complained = true;
                LOG.warn("Windows are fused by weight where the fusion model fails.", e);
            }
            return Objects.requireNonNull(otherwise).fuse(window, vectors);
        }
    }

    @Override
    public void close() {
        if (strategy != null) {
            strategy.close();
        }
    }
}
