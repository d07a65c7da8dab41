package dev.lockstep.sink.search;

import java.util.List;

/**
 * A passage that answers a query. Immutable.
 *
 * @param stream its stream
 * @param source its source
 * @param modality speech, screen (text on a picture), object or chat
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms
 * @param eventTimeMs start, ms since the epoch
 * @param text what was said, shown or written
 * @param score higher is better; comparable within one answer only
 * @param matched by what it matched: words, meaning or both
 */
public record SearchHit(
        String stream,
        String source,
        String modality,
        long startMs,
        long endMs,
        long eventTimeMs,
        String text,
        double score,
        List<String> matched) {
    /** Copies the list. */
    public SearchHit {
        matched = List.copyOf(matched);
    }

    /** The same with its place in an answer. */
    SearchHit with(double newScore, List<String> newMatched) {
        return new SearchHit(
                stream, source, modality, startMs, endMs, eventTimeMs, text, newScore, newMatched);
    }
}
