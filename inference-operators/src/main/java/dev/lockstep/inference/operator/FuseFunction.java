package dev.lockstep.inference.operator;

import dev.lockstep.inference.fusion.FusionStrategy;
import dev.lockstep.schema.avro.AlignedWindow;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Fuses windows. The window that is given is changed: the aligner hands each out once. */
public final class FuseFunction extends RichMapFunction<AlignedWindow, AlignedWindow> {
    private static final long serialVersionUID = 1L;

    private final FusionStrategy strategy;

    /**
     * @param strategy how to fuse
     */
    public FuseFunction(FusionStrategy strategy) {
        this.strategy = strategy;
    }

    @Override
    public AlignedWindow map(AlignedWindow window) {
        AlignedWindow fused = strategy.fuse(window);
        fused.getTimes().setPublishedUs(System.currentTimeMillis() * 1000);
        return fused;
    }
}
