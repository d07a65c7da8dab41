package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.state.CaptionPosition;
import dev.lockstep.view.state.CaptionViews;
import dev.lockstep.view.state.Origin;
import dev.lockstep.view.state.Revised;
import dev.lockstep.view.state.StageLatencies;
import dev.lockstep.view.state.StreamState;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Captions into the state: the highest revision of each, the oldest purged. Not thread-safe. */
final class CaptionTaker {
    private final Tables tables;
    private final RecordDecoders decoders;
    private final ViewRules rules;
    private final ChangeSink changes;

    CaptionTaker(Tables tables, RecordDecoders decoders, ViewRules rules, ChangeSink changes) {
        this.tables = tables;
        this.decoders = decoders;
        this.rules = rules;
        this.changes = changes;
    }

    void live(Caption caption, byte[] value) {
        take(caption, value, false);
    }

    void settled(Caption caption, byte[] value) {
        take(caption, value, true);
    }

    private void take(Caption caption, byte[] value, boolean settled) {
        String stream = caption.getStreamId();
        Long publishedUs = caption.getTimes().getPublishedUs();
        StreamState state =
                tables.seen(
                        stream,
                        new StreamState.Seen(
                                Origin.ofTimestamp(caption.getEventTimeUs(), caption.getPtsUs()),
                                caption.getEventTimeUs() + caption.getDurationUs(),
                                publishedUs == null ? 0 : publishedUs / 1000,
                                List.of("audio")));
        CaptionPosition at =
                new CaptionPosition(
                        caption.getEventTimeUs(), caption.getSourceId(), caption.getUtterance());
        if (caption.getEndOfStream() || isPurged(state, at)) {
            tables.save(state);
            return;
        }
        Bytes placeKey = Keys.position(stream, at.source(), at.utterance());
        CaptionPosition place = place(placeKey, at);
        Revised old = place == null ? null : kept(stream, place);
        Revised incoming =
                new Revised(
                        caption.getRevision(),
                        settled,
                        settled,
                        publishedUs == null ? 0 : publishedUs,
                        value);
        Revised merged = Revised.merge(old, incoming);
        if (merged.equals(old)) {
            tables.save(state);
            return;
        }
        boolean taken = old == null || merged.value() != old.value();
        StreamState.Builder next = state.edit();
        if (old == null || place == null) {
            next.captions++;
        }
        if (taken) {
            if (place != null && !place.equals(at)) {
                tables.captions().delete(Keys.caption(stream, place));
            }
            tables.captions().put(placeKey, Keys.caption(stream, at).get());
            place = at;
            next.oldestCaptionUs = Math.min(next.oldestCaptionUs, at.startUs());
            if (!settled) {
                noteLatency(caption, next, stream);
            }
        }
        tables.captions().put(Keys.caption(stream, place == null ? at : place), merged.toBytes());
        purge(stream, next);
        StreamState saved = next.build();
        tables.save(saved);
        Caption shown = taken ? caption : decoders.caption(merged.value());
        changes.changed(
                stream,
                ChangeType.CAPTION,
                CaptionViews.of(shown, merged.settled(), saved.origin()));
    }

    private static boolean isPurged(StreamState state, CaptionPosition at) {
        CaptionPosition floor = state.captionFloor();
        return floor != null && at.compareTo(floor) <= 0;
    }

    private @Nullable CaptionPosition place(Bytes placeKey, CaptionPosition at) {
        byte[] row = tables.captions().get(placeKey);
        if (row == null) {
            return null;
        }
        CaptionPosition place = Keys.captionPosition(Bytes.wrap(row));
        return place.equals(at) ? at : place;
    }

    private @Nullable Revised kept(String stream, CaptionPosition place) {
        byte[] row = tables.captions().get(Keys.caption(stream, place));
        return row == null ? null : Revised.of(row);
    }

    private void noteLatency(Caption caption, StreamState.Builder next, String stream) {
        tables.note(Keys.RESULT, stream, next.results, StageLatencies.of(caption.getTimes()));
        next.results++;
        StageLatencies lag = StageLatencies.lag(caption);
        if (lag != null) {
            tables.note(Keys.LAG, stream, next.lags, lag);
            next.lags++;
        }
    }

    /** Removes the oldest while there are too many or they are too old. */
    private void purge(String stream, StreamState.Builder next) {
        long oldestKeptUs = next.positionUs - rules.captionRetention().toNanos() / 1000;
        if (next.captions <= rules.maxCaptions() && next.oldestCaptionUs >= oldestKeptUs) {
            return;
        }
        Bytes prefix = Keys.of(Keys.CAPTION, stream);
        next.oldestCaptionUs = Long.MAX_VALUE;
        try (KeyValueIterator<Bytes, byte[]> rows =
                tables.captions().range(prefix, Keys.after(prefix))) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (!StreamReader.startsWith(row.key, prefix)) {
                    continue;
                }
                CaptionPosition oldest = Keys.captionPosition(row.key);
                if (next.captions <= rules.maxCaptions() && oldest.startUs() >= oldestKeptUs) {
                    next.oldestCaptionUs = oldest.startUs();
                    return;
                }
                tables.captions().delete(row.key);
                tables.captions()
                        .delete(Keys.position(stream, oldest.source(), oldest.utterance()));
                next.captions--;
                next.captionsPurged++;
                next.captionFloor = oldest;
            }
        }
    }
}
