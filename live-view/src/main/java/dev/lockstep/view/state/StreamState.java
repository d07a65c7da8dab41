package dev.lockstep.view.state;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the view remembers of a stream beside its captions, windows and turns. Immutable; kept as
 * JSON, so that fields may be added.
 *
 * @param stream its id
 * @param origin where its media time begins
 * @param positionUs event time of its newest record, µs since the epoch
 * @param updatedMs when its newest record was published, ms since the epoch
 * @param modalities what it has, in order
 * @param captions captions that are kept
 * @param captionsPurged captions that were kept once
 * @param oldestCaptionUs start of the oldest caption that is kept, event time, µs
 * @param captionFloor the newest caption that was purged; nothing up to it is taken any more
 * @param newestWindowUs start of the newest window, event time, µs; 0 before the first
 * @param longestWindowUs length of the longest window, µs
 * @param windowFloorUs windows that start before it are not taken any more, event time, µs
 * @param turnFloor turns below it are not taken any more
 * @param turns turns that are kept
 * @param results results whose latency was noted
 * @param lags captions whose lag was noted
 * @param deadLetters records of it that could not be used
 */
public record StreamState(
        String stream,
        Origin origin,
        long positionUs,
        long updatedMs,
        List<String> modalities,
        long captions,
        long captionsPurged,
        long oldestCaptionUs,
        @Nullable CaptionPosition captionFloor,
        long newestWindowUs,
        long longestWindowUs,
        long windowFloorUs,
        long turnFloor,
        long turns,
        long results,
        long lags,
        long deadLetters) {

    /** A stream of which the first record is read. */
    public static StreamState first(String stream, Origin origin) {
        return new StreamState(
                stream,
                origin,
                0,
                0,
                List.of(),
                0,
                0,
                Long.MAX_VALUE,
                null,
                0,
                0,
                Long.MIN_VALUE,
                0,
                0,
                0,
                0,
                0);
    }

    /** With what every record tells. */
    public StreamState seen(Seen seen) {
        Builder next = edit();
        next.origin = Origin.better(origin, seen.origin());
        next.positionUs = Math.max(positionUs, seen.positionUs());
        next.updatedMs = Math.max(updatedMs, seen.updatedMs());
        if (!modalities.containsAll(seen.modalities())) {
            TreeSet<String> all = new TreeSet<>(modalities);
            all.addAll(seen.modalities());
            next.modalities = List.copyOf(all);
        }
        return next.build();
    }

    /** A copy to change. */
    public Builder edit() {
        return new Builder(this);
    }

    /** What every record tells of its stream. */
    public record Seen(Origin origin, long positionUs, long updatedMs, List<String> modalities) {
        /** Copies the list. */
        public Seen {
            modalities = List.copyOf(modalities);
        }
    }

    /** A state that is being changed; not thread-safe. */
    @SuppressWarnings("checkstyle:VisibilityModifier")
    public static final class Builder {
        /** See {@link StreamState}. */
        public Origin origin;

        /** See {@link StreamState}. */
        public long positionUs;

        /** See {@link StreamState}. */
        public long updatedMs;

        /** See {@link StreamState}. */
        public List<String> modalities;

        /** See {@link StreamState}. */
        public long captions;

        /** See {@link StreamState}. */
        public long captionsPurged;

        /** See {@link StreamState}. */
        public long oldestCaptionUs;

        /** See {@link StreamState}. */
        public @Nullable CaptionPosition captionFloor;

        /** See {@link StreamState}. */
        public long newestWindowUs;

        /** See {@link StreamState}. */
        public long longestWindowUs;

        /** See {@link StreamState}. */
        public long windowFloorUs;

        /** See {@link StreamState}. */
        public long turnFloor;

        /** See {@link StreamState}. */
        public long turns;

        /** See {@link StreamState}. */
        public long results;

        /** See {@link StreamState}. */
        public long lags;

        /** See {@link StreamState}. */
        public long deadLetters;

        private final String stream;

        private Builder(StreamState from) {
            stream = from.stream;
            origin = from.origin;
            positionUs = from.positionUs;
            updatedMs = from.updatedMs;
            modalities = new ArrayList<>(from.modalities);
            captions = from.captions;
            captionsPurged = from.captionsPurged;
            oldestCaptionUs = from.oldestCaptionUs;
            captionFloor = from.captionFloor;
            newestWindowUs = from.newestWindowUs;
            longestWindowUs = from.longestWindowUs;
            windowFloorUs = from.windowFloorUs;
            turnFloor = from.turnFloor;
            turns = from.turns;
            results = from.results;
            lags = from.lags;
            deadLetters = from.deadLetters;
        }

        /** The changed state. */
        public StreamState build() {
            return new StreamState(
                    stream,
                    origin,
                    positionUs,
                    updatedMs,
                    List.copyOf(modalities),
                    captions,
                    captionsPurged,
                    oldestCaptionUs,
                    captionFloor,
                    newestWindowUs,
                    longestWindowUs,
                    windowFloorUs,
                    turnFloor,
                    turns,
                    results,
                    lags,
                    deadLetters);
        }
    }
}
