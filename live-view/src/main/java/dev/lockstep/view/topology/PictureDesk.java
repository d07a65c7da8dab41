package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.state.Origin;
import dev.lockstep.view.state.SceneViews;
import dev.lockstep.view.state.StreamState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest picture of each stream together with what was seen in it: not before moderation
 * has looked, as long as somebody looks. Not thread-safe.
 */
final class PictureDesk {
    private static final long FORGET_MS = 60_000;

    /** A recording that is played fast may lie ahead of the clock, but not by more than a day. */
    private static final long FARTHEST_AHEAD_MS = 24L * 3600 * 1000;

    private final Tables tables;
    private final RecordDecoders decoders;
    private final ViewRules rules;
    private final PictureLoader loader;
    private final ViewMetrics metrics;
    private final ChangeSink changes;
    private final Map<String, Stand> stands = new HashMap<>();

    /** A picture that is to be shown. */
    private record Candidate(VideoFrame frame, @Nullable VisionResult seen) {}

    /** What is on show of a stream and what waits. */
    private static final class Stand {
        private final Map<String, WaitingPictures> sources = new HashMap<>();
        private @Nullable Candidate next;
        private @Nullable VideoFrame plain;
        private long shownUs;
        private long sceneUs;
        private long madeAtMs;
    }

    PictureDesk(
            Tables tables,
            RecordDecoders decoders,
            ViewRules rules,
            PictureLoader loader,
            ViewMetrics metrics,
            ChangeSink changes) {
        this.tables = tables;
        this.decoders = decoders;
        this.rules = rules;
        this.loader = loader;
        this.metrics = metrics;
        this.changes = changes;
    }

    void frame(VideoFrame frame, long nowMs) {
        StreamState state =
                tables.seen(
                        frame.getStreamId(),
                        seen(
                                // Nobody has checked the times of media, and what is purged
                                // depends on the position.
                                Origin.ofMedia(frame.getEventTimeUs(), frame.getPtsUs()),
                                0,
                                frame.getIngestTimeUs() / 1000));
        tables.save(state);
        if (size(frame) == 0 && frame.getPayloadReference() == null) {
            return;
        }
        if (frame.getEventTimeUs() / 1000 - nowMs > FARTHEST_AHEAD_MS) {
            metrics.picture("implausible");
            return;
        }
        Stand stand = stand(frame.getStreamId());
        if (frame.getEventTimeUs() <= stand.shownUs) {
            return;
        }
        WaitingPictures waiting = waiting(stand, frame.getSourceId(), nowMs);
        VisionResult seen = waiting.add(frame);
        if (seen != null) {
            offer(state, stand, new Candidate(frame, seen), nowMs);
        } else {
            showOverdue(state, stand, waiting, nowMs);
        }
    }

    void vision(VisionResult seen, byte[] value, long nowMs) {
        String stream = seen.getStreamId();
        Long publishedUs = seen.getTimes().getPublishedUs();
        StreamState state =
                tables.seen(
                        stream,
                        seen(
                                Origin.ofTimestamp(seen.getEventTimeUs(), seen.getPtsUs()),
                                seen.getEventTimeUs(),
                                publishedUs == null ? 0 : publishedUs / 1000));
        tables.save(state);
        if (seen.getSkipped() && seen.getModels().isEmpty()) {
            // Nobody has looked at it, so it says nothing of what is on it.
            return;
        }
        keepNewest(seen, value);
        Stand stand = stand(stream);
        VideoFrame frame = waiting(stand, seen.getSourceId(), nowMs).take(seen, nowMs);
        VideoFrame plain = stand.plain;
        if (frame == null && plain != null && isOf(seen, plain)) {
            frame = plain;
        }
        if (frame != null) {
            offer(state, stand, new Candidate(frame, seen), nowMs);
        } else if (seen.getEventTimeUs() > stand.sceneUs) {
            pushScene(state, stand, seen, null, 0, 0);
        }
    }

    /** Shows what has waited long enough. */
    void tick(long nowMs) {
        stands.forEach(
                (stream, stand) -> {
                    StreamState state = tables.state(stream, Origin.ofEventTime(0));
                    stand.sources
                            .values()
                            .forEach(waiting -> showOverdue(state, stand, waiting, nowMs));
                    Candidate next = stand.next;
                    if (next != null && isTime(stand, nowMs)) {
                        show(state, stand, next, nowMs);
                    }
                    stand.sources.values().removeIf(w -> w.isIdle(nowMs, FORGET_MS));
                });
        stands.values().removeIf(stand -> stand.next == null && stand.sources.isEmpty());
    }

    private void showOverdue(StreamState state, Stand stand, WaitingPictures waiting, long nowMs) {
        VideoFrame overdue = waiting.overdue(nowMs, rules.visionPatience().toMillis());
        if (overdue != null) {
            offer(state, stand, new Candidate(overdue, null), nowMs);
        }
    }

    private void offer(StreamState state, Stand stand, Candidate candidate, long nowMs) {
        long atUs = candidate.frame().getEventTimeUs();
        if (atUs < stand.shownUs) {
            return;
        }
        VisionResult seen = candidate.seen();
        if (seen != null && seen.getModerationAction() == PictureAction.HOLD) {
            metrics.picture("held");
            stand.next = null;
            stand.plain = null;
            stand.shownUs = atUs;
            tables.frames().delete(Keys.of(Keys.FRAME, state.stream()));
            pushScene(
                    state,
                    stand,
                    seen,
                    null,
                    candidate.frame().getWidth(),
                    candidate.frame().getHeight());
            return;
        }
        boolean replacesPlain = seen != null && stand.plain != null && isOf(seen, stand.plain);
        Candidate waiting = stand.next;
        if (waiting != null && waiting.frame().getEventTimeUs() > atUs) {
            return;
        }
        if (replacesPlain || isTime(stand, nowMs)) {
            show(state, stand, candidate, nowMs);
        } else {
            stand.next = candidate;
        }
    }

    private boolean isTime(Stand stand, long nowMs) {
        return nowMs - stand.madeAtMs >= rules.pictureInterval().toMillis();
    }

    private void show(StreamState state, Stand stand, Candidate candidate, long nowMs) {
        VideoFrame frame = candidate.frame();
        VisionResult seen = candidate.seen();
        boolean blurred = seen != null && seen.getModerationAction() == PictureAction.BLUR;
        stand.next = null;
        stand.madeAtMs = nowMs;
        stand.shownUs = frame.getEventTimeUs();
        stand.plain = seen == null ? frame : null;
        PictureScaler.Scaled scaled = loader.load(frame, blurred);
        if (scaled == null) {
            if (seen != null) {
                pushScene(state, stand, seen, null, frame.getWidth(), frame.getHeight());
            }
            return;
        }
        String how = seen == null ? "plain" : blurred ? "blurred" : "shown";
        metrics.picture(how);
        ShownPicture picture =
                new ShownPicture(
                        frame.getEventTimeUs() + (seen == null || blurred ? "-" + how : ""),
                        frame.getEventTimeUs(),
                        scaled.width(),
                        scaled.height(),
                        scaled.jpeg());
        tables.frames().put(Keys.of(Keys.FRAME, state.stream()), picture.toBytes());
        if (seen == null) {
            stand.sceneUs = frame.getEventTimeUs();
            changes.changed(
                    state.stream(),
                    ChangeType.SCENE,
                    SceneViews.of(frame, state.origin(), picture.version()));
        } else {
            pushScene(state, stand, seen, picture.version(), picture.width(), picture.height());
        }
    }

    private void pushScene(
            StreamState state,
            Stand stand,
            VisionResult seen,
            @Nullable String version,
            int width,
            int height) {
        stand.sceneUs = seen.getEventTimeUs();
        changes.changed(
                state.stream(),
                ChangeType.SCENE,
                SceneViews.of(seen, state.origin(), version, width, height));
    }

    private void keepNewest(VisionResult seen, byte[] value) {
        byte[] row = tables.streams().get(Keys.of(Keys.SCENE, seen.getStreamId()));
        if (row == null || SceneViews.isNewer(decoders.scene(row), seen)) {
            tables.streams().put(Keys.of(Keys.SCENE, seen.getStreamId()), value);
        }
    }

    private Stand stand(String stream) {
        return stands.computeIfAbsent(stream, name -> new Stand());
    }

    private static WaitingPictures waiting(Stand stand, String source, long nowMs) {
        return stand.sources.computeIfAbsent(source, name -> new WaitingPictures(nowMs));
    }

    private static boolean isOf(VisionResult seen, VideoFrame frame) {
        return seen.getSourceId().equals(frame.getSourceId())
                && seen.getEpoch() == frame.getEpoch()
                && seen.getSequence() == frame.getSequence();
    }

    private static int size(VideoFrame frame) {
        return frame.getPayload() == null ? 0 : frame.getPayload().remaining();
    }

    private static StreamState.Seen seen(Origin origin, long positionUs, long publishedMs) {
        return new StreamState.Seen(origin, positionUs, publishedMs, List.of("video"));
    }
}
