package dev.lockstep.browser;

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
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.query.UnknownStreamException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a view as a test tells it, in place of the topics: put here, then handed to the
 * sink, as the topology does. Thread-safe.
 */
final class ScriptedViews implements StreamViews {
    private final Map<String, Programme> programmes = new ConcurrentSkipListMap<>();
    private volatile ChangeSink sink = (stream, type, value) -> {};

    private static final class Programme {
        final ConcurrentSkipListMap<Long, CaptionView> captions = new ConcurrentSkipListMap<>();
        final ConcurrentSkipListMap<Long, WindowView> windows = new ConcurrentSkipListMap<>();
        final ConcurrentSkipListMap<Long, TurnView> turns = new ConcurrentSkipListMap<>();
        final Map<String, FrameView> frame = new ConcurrentHashMap<>();
        volatile @Nullable SceneView scene;
        volatile long positionMs;
    }

    /** Who is told of changes from now on; another after a restart of the server. */
    void tell(ChangeSink to) {
        sink = to;
    }

    void add(String stream) {
        programmes.put(stream, new Programme());
    }

    void put(String stream, CaptionView caption) {
        Programme programme = of(stream);
        programme.captions.put(caption.utterance(), caption);
        programme.positionMs = Math.max(programme.positionMs, caption.endMs());
        sink.changed(stream, ChangeType.CAPTION, caption);
    }

    void put(String stream, WindowView window) {
        Programme programme = of(stream);
        programme.windows.put(window.index(), window);
        programme.positionMs = Math.max(programme.positionMs, window.endMs());
        sink.changed(stream, ChangeType.WINDOW, window);
    }

    void put(String stream, TurnView turn) {
        of(stream).turns.put(turn.turn(), turn);
        sink.changed(stream, ChangeType.TURN, turn);
    }

    /** The picture first, so that it is there when the scene names it. */
    void put(String stream, SceneView scene, FrameView frame) {
        of(stream).frame.put("newest", frame);
        of(stream).scene = scene;
        sink.changed(stream, ChangeType.SCENE, scene);
    }

    void status(String stream) {
        sink.changed(stream, ChangeType.STATUS, stream(stream));
    }

    @Override
    public List<StreamSummary> streams() {
        return programmes.keySet().stream().map(name -> summary(name, of(name))).toList();
    }

    @Override
    public StreamDetail stream(String stream) {
        Programme programme = of(stream);
        long at = programme.positionMs;
        return new StreamDetail(
                summary(stream, programme),
                List.of(
                        new SourceView("microphone", "audio", "active", at, 12.3, 1.4),
                        new SourceView("camera", "video", "active", at, -61.7, null),
                        new SourceView("chat", "text", "silent", at, null, null)),
                List.of(
                        new LedgerView(
                                "microphone",
                                "audio",
                                at / 100,
                                at / 100,
                                0,
                                0,
                                0,
                                0,
                                0,
                                false,
                                at),
                        new LedgerView(
                                "camera", "video", at / 1000, at / 1000, 0, 0, 0, 0, 0, false, at)),
                List.of(
                        new LatencyView("ingest", 400, 4, 9, 14),
                        new LatencyView("align", 400, 210, 380, 1240),
                        new LatencyView("infer", 400, 62, 148, 301),
                        new LatencyView("publish", 400, 3, 6, 12),
                        new LatencyView("total", 400, 310, 560, 1420),
                        new LatencyView("caption", 400, 420, 640, 910)),
                List.of(
                        new ModelView("moonshine-tiny-en", "0.0.44"),
                        new ModelView("silero-vad", "6.2.1")),
                programme.scene);
    }

    @Override
    public CaptionPage captions(String stream, Optional<String> cursor, int limit) {
        List<CaptionView> rest =
                List.copyOf(
                        of(stream)
                                .captions
                                .tailMap(Long.parseLong(cursor.orElse("0")), true)
                                .values());
        return new CaptionPage(
                stream,
                rest.subList(0, Math.min(limit, rest.size())),
                rest.size() > limit ? String.valueOf(rest.get(limit).utterance()) : null);
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

    private Programme of(String stream) {
        Programme programme = programmes.get(stream);
        if (programme == null) {
            throw new UnknownStreamException("There is no stream " + stream + ".");
        }
        return programme;
    }

    private static StreamSummary summary(String stream, Programme programme) {
        Map.Entry<Long, CaptionView> last = programme.captions.lastEntry();
        return new StreamSummary(
                stream,
                "live",
                Samples.ORIGIN_MS,
                programme.positionMs,
                Samples.ORIGIN_MS + programme.positionMs,
                List.of("audio", "video", "text"),
                programme.captions.size(),
                last == null ? null : last.getValue().committed(),
                640.0,
                0);
    }
}
