package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.state.Origin;
import dev.lockstep.view.state.SceneViews;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.topology.PictureStand.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest picture of each stream together with what was seen in it: not before moderation
 * has looked, as long as somebody looks. What waits lies in the store, and an instance that takes a
 * partition over goes on with it. Not thread-safe.
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
    private final Map<String, PictureStand> stands = new HashMap<>();
    private boolean goesOn;

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

    void frame(VideoFrame frame, byte[] value, long nowMs) {
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
        PictureStand stand = stand(frame.getStreamId(), nowMs);
        if (frame.getEventTimeUs() <= stand.shownUs()) {
            return;
        }
        WaitingPictures waiting = stand.waiting(frame.getSourceId(), nowMs);
        ShelvedPicture picture = waiting.add(frame, value, nowMs);
        if (picture != null) {
            offer(state, stand, new Candidate(picture, stand.seen(picture)), nowMs);
        } else {
            showOverdue(state, stand, waiting, nowMs);
        }
        stand.save();
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
        PictureStand stand = stand(stream, nowMs);
        PictureId id = PictureId.of(seen);
        WaitingPictures waiting = stand.waiting(seen.getSourceId(), nowMs);
        ShelvedPicture waited = waiting.take(id, nowMs);
        ShelvedPicture picture = waited == null ? stand.find(id) : waited;
        if (picture != null) {
            stand.seen(picture, value);
            offer(state, stand, new Candidate(picture, seen), nowMs);
        } else {
            if (seen.getEventTimeUs() > stand.shownUs()) {
                waiting.keep(id, value);
            }
            if (seen.getEventTimeUs() > stand.sceneUs()) {
                pushScene(state, stand, seen, null, 0, 0);
            }
        }
        stand.save();
    }

    /** Shows what has waited long enough. */
    void tick(long nowMs) {
        if (!goesOn) {
            goesOn = true;
            StreamReader.forEach(
                    tables.frames(),
                    Keys.all(Keys.DESK),
                    (key, row) -> stand(Keys.stream(key), nowMs));
        }
        stands.values().stream()
                .filter(PictureStand::hasWaiting)
                .forEach(stand -> showWaiting(stand, nowMs));
        stands.values().removeIf(stand -> stand.forget(nowMs, FORGET_MS));
    }

    private void showWaiting(PictureStand stand, long nowMs) {
        StreamState state = tables.state(stand.stream(), Origin.ofEventTime(0));
        stand.waiting().forEach(waiting -> showOverdue(state, stand, waiting, nowMs));
        Candidate next = stand.next();
        if (next != null && isTime(stand, nowMs)) {
            show(state, stand, next, nowMs);
        }
        stand.save();
    }

    private void showOverdue(
            StreamState state, PictureStand stand, WaitingPictures waiting, long nowMs) {
        ShelvedPicture overdue = waiting.overdue(nowMs, rules.visionPatience().toMillis());
        if (overdue != null) {
            offer(state, stand, new Candidate(overdue, null), nowMs);
        }
    }

    private void offer(StreamState state, PictureStand stand, Candidate candidate, long nowMs) {
        ShelvedPicture picture = candidate.picture();
        VisionResult seen = candidate.seen();
        if (picture.eventTimeUs() < stand.shownUs()) {
            stand.release(picture);
            return;
        }
        if (seen != null && seen.getModerationAction() == PictureAction.HOLD) {
            hold(state, stand, picture, seen);
            return;
        }
        Candidate waiting = stand.next();
        if (waiting != null && waiting.picture().eventTimeUs() > picture.eventTimeUs()) {
            stand.release(picture);
            return;
        }
        boolean replacesPlain = seen != null && picture.equals(stand.plain());
        if (replacesPlain || isTime(stand, nowMs)) {
            show(state, stand, candidate, nowMs);
        } else {
            stand.await(candidate);
        }
    }

    private void hold(
            StreamState state, PictureStand stand, ShelvedPicture picture, VisionResult seen) {
        VideoFrame frame = stand.frame(picture);
        metrics.picture("held");
        stand.held(picture);
        tables.frames().delete(Keys.of(Keys.FRAME, state.stream()));
        pushScene(
                state,
                stand,
                seen,
                null,
                frame == null ? 0 : frame.getWidth(),
                frame == null ? 0 : frame.getHeight());
    }

    private boolean isTime(PictureStand stand, long nowMs) {
        return nowMs - stand.madeAtMs() >= rules.pictureInterval().toMillis();
    }

    private void show(StreamState state, PictureStand stand, Candidate candidate, long nowMs) {
        VideoFrame frame = stand.frame(candidate.picture());
        VisionResult seen = candidate.seen();
        boolean blurred = seen != null && seen.getModerationAction() == PictureAction.BLUR;
        stand.shown(candidate.picture(), seen == null, nowMs);
        if (frame == null) {
            return;
        }
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
            stand.told(frame.getEventTimeUs());
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
            PictureStand stand,
            VisionResult seen,
            @Nullable String version,
            int width,
            int height) {
        stand.told(seen.getEventTimeUs());
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

    private PictureStand stand(String stream, long nowMs) {
        return stands.computeIfAbsent(
                stream, name -> new PictureStand(name, tables.frames(), decoders, nowMs));
    }

    private static int size(VideoFrame frame) {
        return frame.getPayload() == null ? 0 : frame.getPayload().remaining();
    }

    private static StreamState.Seen seen(Origin origin, long positionUs, long publishedMs) {
        return new StreamState.Seen(origin, positionUs, publishedMs, List.of("video"));
    }
}
