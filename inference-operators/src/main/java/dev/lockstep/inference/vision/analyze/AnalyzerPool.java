package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.swap.FailureCount;
import dev.lockstep.inference.vision.AnalyzerConf;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Analysers over one set of models, of which each thread borrows one. Thread-safe. */
final class AnalyzerPool {
    private final AnalyzerConf conf;
    private final VisionModelSet models;
    private final Map<String, FailureCount> health;
    private final List<SharedPart> parts;
    private final ConcurrentLinkedDeque<FrameAnalyzer> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param models not closed by this
     * @param health where runs are counted, by slot
     * @param parts held until this is closed
     */
    AnalyzerPool(
            AnalyzerConf conf,
            VisionModelSet models,
            Map<String, FailureCount> health,
            List<SharedPart> parts) {
        this.conf = conf;
        this.models = models;
        this.health = health;
        this.parts = List.copyOf(parts);
        this.parts.forEach(SharedPart::retain);
    }

    VisionModelSet models() {
        return models;
    }

    FrameAnalyzer borrow() {
        FrameAnalyzer analyzer = idle.poll();
        return analyzer == null ? new FrameAnalyzer(conf, models, health) : analyzer;
    }

    void giveBack(FrameAnalyzer analyzer) {
        idle.push(analyzer);
    }

    /** Nobody may borrow any more, and all must have been given back. */
    void close() {
        for (FrameAnalyzer analyzer = idle.poll(); analyzer != null; analyzer = idle.poll()) {
            analyzer.close();
        }
        parts.forEach(SharedPart::release);
    }
}
