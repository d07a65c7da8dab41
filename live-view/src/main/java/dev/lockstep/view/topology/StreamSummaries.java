package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.SourceState;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.view.model.LatencyView;
import dev.lockstep.view.model.ModelView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.model.SourceView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.state.LedgerViews;
import dev.lockstep.view.state.SceneViews;
import dev.lockstep.view.state.StageLatencies;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.state.WindowViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stream as a whole, put together from the stores. Not thread-safe. */
public final class StreamSummaries {
    private final StreamReader reader;
    private final Duration silentAfter;

    /**
     * Over a reader.
     *
     * @param silentAfter a stream from which nothing comes for so long is silent
     */
    public StreamSummaries(StreamReader reader, Duration silentAfter) {
        this.reader = reader;
        this.silentAfter = silentAfter;
    }

    /**
     * The entry in the list.
     *
     * @param nowMs ms since the epoch
     */
    public StreamSummary summary(StreamState state, long nowMs) {
        return summary(state, nowMs, reader.ledger(state), reader.newestWindow(state), lags(state));
    }

    /** All of it. */
    public StreamDetail detail(StreamState state, long nowMs) {
        List<LedgerEntry> ledger = reader.ledger(state);
        AlignedWindow window = reader.newestWindow(state);
        VisionResult seen = reader.scene(state.stream());
        List<LatencyView> lags = lags(state);
        List<LatencyView> latency =
                new ArrayList<>(
                        StageLatencies.summary(
                                StageLatencies.STAGES,
                                reader.latencies(Keys.RESULT, state.stream())));
        latency.addAll(lags);
        return new StreamDetail(
                summary(state, nowMs, ledger, window, lags),
                sources(state, window),
                ledger.stream().map(entry -> LedgerViews.of(entry, state.origin())).toList(),
                latency,
                models(state, window, seen),
                seen == null ? null : scene(state, seen));
    }

    private SceneView scene(StreamState state, VisionResult seen) {
        ShownPicture picture = reader.picture(state.stream()).orElse(null);
        return picture == null
                ? SceneViews.of(seen, state.origin(), null, 0, 0)
                : SceneViews.of(
                        seen, state.origin(), picture.version(), picture.width(), picture.height());
    }

    private StreamSummary summary(
            StreamState state,
            long nowMs,
            List<LedgerEntry> ledger,
            @Nullable AlignedWindow window,
            List<LatencyView> lags) {
        Caption caption = reader.newestCaption(state);
        return new StreamSummary(
                state.stream(),
                stateName(state, nowMs, ledger, window),
                Math.floorDiv(state.origin().originUs(), 1000L),
                state.origin().mediaMs(state.positionUs()),
                state.updatedMs(),
                state.modalities(),
                state.captions() + state.captionsPurged(),
                caption == null
                        ? null
                        : (caption.getCommittedText() + " " + caption.getTentativeText()).strip(),
                lags.isEmpty() ? null : (Double) lags.get(0).p95Ms(),
                state.deadLetters());
    }

    private String stateName(
            StreamState state,
            long nowMs,
            List<LedgerEntry> ledger,
            @Nullable AlignedWindow window) {
        if (hasEnded(ledger, window)) {
            return "ended";
        }
        return nowMs - state.updatedMs() > silentAfter.toMillis() ? "silent" : "live";
    }

    /** Every source has said that nothing follows. */
    private static boolean hasEnded(List<LedgerEntry> ledger, @Nullable AlignedWindow window) {
        if (ledger.isEmpty() || !ledger.stream().allMatch(LedgerEntry::getEndOfStream)) {
            return false;
        }
        if (window == null) {
            return true;
        }
        Set<String> ended = new HashSet<>();
        ledger.forEach(entry -> ended.add(entry.getSourceId()));
        return window.getSources().stream()
                .allMatch(
                        source ->
                                source.getState() == SourceState.ENDED
                                        || ended.contains(source.getSourceId()));
    }

    private List<LatencyView> lags(StreamState state) {
        return StageLatencies.summary(
                List.of(StageLatencies.CAPTION), reader.latencies(Keys.LAG, state.stream()));
    }

    private static List<SourceView> sources(StreamState state, @Nullable AlignedWindow window) {
        return window == null ? List.of() : WindowViews.sources(window, state.origin());
    }

    private List<ModelView> models(
            StreamState state, @Nullable AlignedWindow window, @Nullable VisionResult seen) {
        Set<ModelReference> models = new LinkedHashSet<>();
        Caption caption = reader.newestCaption(state);
        if (caption != null && caption.getModel() != null) {
            models.add(caption.getModel());
        }
        if (seen != null) {
            models.addAll(seen.getModels());
            if (seen.getDescription() != null) {
                models.add(seen.getDescription().getModel());
            }
        }
        if (window != null) {
            window.getModalities().forEach(status -> models.addAll(status.getModels()));
        }
        return models.stream()
                .map(model -> new ModelView(model.getId(), model.getVersion()))
                .distinct()
                .toList();
    }
}
