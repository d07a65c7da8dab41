package dev.lockstep.view.http;

import dev.lockstep.view.model.SnapshotView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.Beginning;
import dev.lockstep.view.push.Message;
import dev.lockstep.view.push.Position;
import dev.lockstep.view.push.Viewer;
import dev.lockstep.view.push.ViewerEnd;
import dev.lockstep.view.query.StreamViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets viewers begin: with what they missed, or with a snapshot. Thread-safe; may block for the
 * state.
 */
final class Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);
    private static final int CAPTIONS = 50;
    private static final long WINDOWS_MS = 120_000;

    private final ViewServices services;

    Beginnings(ViewServices services) {
        this.services = services;
    }

    /** Joins first and reads then, so that no change falls between the two. */
    void begin(String stream, Viewer viewer, Optional<Position> after) {
        try {
            Beginning beginning = services.hub().join(stream, viewer, after);
            List<Message> first = new ArrayList<>();
            String reset = beginning.reset();
            if (reset != null) {
                first.add(Message.of(null, Message.RESET, null, ViewJson.text(reset(reset))));
            }
            if (beginning.snapshot()) {
                first.add(
                        Message.of(
                                beginning.at().toString(),
                                Message.SNAPSHOT,
                                null,
                                ViewJson.text(snapshot(services.local(), stream))));
            } else {
                first.addAll(beginning.missed());
            }
            viewer.open(first);
        } catch (RuntimeException e) {
            LOG.warn("A viewer of a stream could not begin: {}", e.getMessage());
            viewer.sendAway(ViewerEnd.MOVED);
        }
    }

    private static SnapshotView snapshot(StreamViews views, String stream) {
        StreamDetail detail = views.stream(stream);
        long positionMs = detail.summary().positionMs();
        return new SnapshotView(
                detail,
                views.newestCaptions(stream, CAPTIONS),
                views.windows(
                        stream, Math.max(0, positionMs - WINDOWS_MS), positionMs + WINDOWS_MS),
                views.turns(stream));
    }

    private static Reset reset(String reason) {
        return new Reset(reason, "What was missed is not known any more; a snapshot follows.");
    }

    private record Reset(String reason, String detail) {}
}
