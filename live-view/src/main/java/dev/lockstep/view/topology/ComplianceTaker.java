package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.view.compliance.ComplianceMeter;
import dev.lockstep.view.compliance.ComplianceState;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.state.CaptionViews;
import dev.lockstep.view.state.Origin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Captions into the compliance meter of their stream. Not thread-safe: one task, one thread.
 *
 * <p>Meters live in memory and are stored once a second, because their state is tens of kB and
 * captions come many a second. What was measured within the last second before a crash is lost;
 * captions are not.
 */
final class ComplianceTaker {
    private static final int MOST_METERS = 1_000;

    private final Tables tables;
    private final Map<String, ComplianceMeter> meters = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    ComplianceTaker(Tables tables) {
        this.tables = tables;
    }

    /** Measures a caption as it was published. */
    void live(Caption caption) {
        if (caption.getEndOfStream()) {
            return;
        }
        String stream = caption.getStreamId();
        CaptionView view =
                CaptionViews.of(
                        caption,
                        false,
                        tables.state(
                                        stream,
                                        Origin.ofTimestamp(
                                                caption.getEventTimeUs(), caption.getPtsUs()))
                                .origin());
        meter(stream).accept(view, publishedMs(caption));
        changed.add(stream);
    }

    /** Stores what has changed. */
    void save() {
        for (String stream : changed) {
            ComplianceMeter meter = meters.get(stream);
            if (meter != null) {
                tables.streams()
                        .put(Keys.of(Keys.COMPLIANCE, stream), StateJson.write(meter.state()));
            }
        }
        changed.clear();
        if (meters.size() > MOST_METERS) {
            meters.clear();
        }
    }

    private ComplianceMeter meter(String stream) {
        return meters.computeIfAbsent(
                stream,
                name -> {
                    byte[] row = tables.streams().get(Keys.of(Keys.COMPLIANCE, name));
                    return row == null
                            ? new ComplianceMeter()
                            : new ComplianceMeter(StateJson.read(row, ComplianceState.class));
                });
    }

    /** A recording that is played faster than the clock has captions from before they were said. */
    private static OptionalLong publishedMs(Caption caption) {
        Long publishedUs = caption.getTimes().getPublishedUs();
        long saidUs = caption.getEventTimeUs() + caption.getDurationUs();
        return publishedUs == null || publishedUs < saidUs
                ? OptionalLong.empty()
                : OptionalLong.of(publishedUs / 1000);
    }
}
