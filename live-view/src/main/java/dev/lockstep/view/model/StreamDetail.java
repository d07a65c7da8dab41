package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream as a whole. Immutable.
 *
 * @param summary the entry in the list
 * @param sources the clocks of its sources, newest
 * @param ledger what became of its records, by source
 * @param latency latency by stage
 * @param models the models that made its newest results
 * @param scene what was seen last; null where nothing was
 */
public record StreamDetail(
        StreamSummary summary,
        List<SourceView> sources,
        List<LedgerView> ledger,
        List<LatencyView> latency,
        List<ModelView> models,
        @Nullable SceneView scene) {}
