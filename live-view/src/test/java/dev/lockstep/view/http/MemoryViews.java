package dev.lockstep.view.http;

import dev.lockstep.view.compliance.ComplianceMeter;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.LatencyView;
import dev.lockstep.view.model.LedgerView;
import dev.lockstep.view.model.ModelView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.model.SourceView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.query.ExpiredCursorException;
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.query.UnknownStreamException;
import dev.lockstep.view.query.ViewNotReadyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The state of the view in memory: what is put is there before it is told. Thread-safe. */
final class MemoryViews implements StreamViews {
    private static final long ORIGIN_MS = 1_700_000_000_000L;

    private final ChangeSink sink;
    private final Map<String, Stream> streams = new ConcurrentSkipListMap<>();
    private @Nullable MemoryViews there;
    volatile boolean ready = true;

    MemoryViews(ChangeSink sink) {
        this.sink = sink;
    }

    /** All that is here, and all that is there too. */
    MemoryViews(ChangeSink sink, MemoryViews there) {
        this.sink = sink;
        this.there = there;
    }

    /** What is known of one stream. */
    private static final class Stream {
        final ConcurrentSkipListMap<String, CaptionView> captions = new ConcurrentSkipListMap<>();
        final ConcurrentSkipListMap<Long, WindowView> windows = new ConcurrentSkipListMap<>();
        final ConcurrentSkipListMap<Long, TurnView> turns = new ConcurrentSkipListMap<>();
        final Map<String, FrameView> frame = new ConcurrentHashMap<>();
        volatile @Nullable SceneView scene;
        volatile long positionMs;
    }

    void add(String stream) {
        streams.put(stream, new Stream());
    }

    void put(String stream, CaptionView caption) {
        Stream state = of(stream);
        state.captions.put(key(caption), caption);
        state.positionMs = Math.max(state.positionMs, caption.endMs());
        sink.changed(stream, ChangeType.CAPTION, caption);
    }

    void put(String stream, WindowView window) {
        Stream state = of(stream);
        state.windows.put(window.index(), window);
        state.positionMs = Math.max(state.positionMs, window.endMs());
        sink.changed(stream, ChangeType.WINDOW, window);
    }

    void put(String stream, TurnView turn) {
        of(stream).turns.put(turn.turn(), turn);
        sink.changed(stream, ChangeType.TURN, turn);
    }

    void put(String stream, SceneView scene) {
        of(stream).scene = scene;
        sink.changed(stream, ChangeType.SCENE, scene);
    }

    void put(String stream, FrameView frame) {
        of(stream).frame.put("newest", frame);
    }

    void status(String stream) {
        sink.changed(stream, ChangeType.STATUS, stream(stream));
    }

    @Override
    public List<StreamSummary> streams() {
        Set<String> names = new TreeSet<>(streams.keySet());
        if (there != null) {
            names.addAll(there.streams.keySet());
        }
        return names.stream().map(name -> summary(name, of(name))).toList();
    }

    @Override
    public StreamDetail stream(String stream) {
        Stream state = of(stream);
        return new StreamDetail(
                summary(stream, state),
                List.of(new SourceView("mic", "audio", "active", state.positionMs, 12.5, null)),
                List.of(new LedgerView("mic", "audio", 10, 7, 1, 1, 1, 0, 0, false, 4_000L)),
                List.of(new LatencyView("total", 10, 120.0, 250.0, 400.0)),
                List.of(new ModelView("moonshine-tiny-en", "0.0.44")),
                state.scene);
    }

    @Override
    public CaptionPage captions(String stream, Optional<String> cursor, int limit) {
        Stream state = of(stream);
        String from = cursor.orElse("");
        if (from.equals("expired")) {
            throw new ExpiredCursorException("These captions are not kept any more: begin anew.");
        }
        if (!from.isEmpty() && !from.matches("[0-9]{10} .*")) {
            throw new IllegalArgumentException("The cursor was never given out: leave it out.");
        }
        List<CaptionView> rest = List.copyOf(state.captions.tailMap(from, true).values());
        List<CaptionView> page = rest.subList(0, Math.min(limit, rest.size()));
        String next = rest.size() > limit ? key(rest.get(limit)) : null;
        return new CaptionPage(stream, page, next);
    }

    @Override
    public List<CaptionView> newestCaptions(String stream, int limit) {
        List<CaptionView> all = List.copyOf(of(stream).captions.values());
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    @Override
    public List<WindowView> windows(String stream, long fromMs, long toMs) {
        return of(stream).windows.values().stream()
                .filter(window -> window.startMs() < toMs && window.endMs() > fromMs)
                .toList();
    }

    @Override
    public List<TurnView> turns(String stream) {
        return List.copyOf(of(stream).turns.values());
    }

    @Override
    public ComplianceView compliance(String stream) {
        ComplianceMeter meter = new ComplianceMeter();
        for (CaptionView caption : newestCaptions(stream, 1_000)) {
            meter.accept(
                    caption,
                    OptionalLong.of(
                            caption.eventTimeMs() + caption.endMs() - caption.startMs() + 500));
        }
        return meter.view(stream);
    }

    @Override
    public Optional<FrameView> frame(String stream) {
        return Optional.ofNullable(of(stream).frame.get("newest"));
    }

    private Stream of(String stream) {
        if (!ready) {
            throw new ViewNotReadyException("The view is being rebuilt: ask again soon.");
        }
        Stream state = streams.get(stream);
        if (state == null && there != null) {
            return there.of(stream);
        }
        if (state == null) {
            throw new UnknownStreamException(
                    "There is no stream " + stream + ". Did you mean " + nearest() + "?");
        }
        return state;
    }

    private String nearest() {
        return streams.isEmpty() ? "none" : streams.keySet().iterator().next();
    }

    private static StreamSummary summary(String stream, Stream state) {
        Map.Entry<String, CaptionView> last = state.captions.lastEntry();
        return new StreamSummary(
                stream,
                "live",
                ORIGIN_MS,
                state.positionMs,
                ORIGIN_MS + state.positionMs,
                List.of("audio", "video"),
                state.captions.size(),
                last == null ? null : last.getValue().committed(),
                null,
                0);
    }

    private static String key(CaptionView caption) {
        return String.format("%010d %s", caption.utterance(), caption.source());
    }
}
