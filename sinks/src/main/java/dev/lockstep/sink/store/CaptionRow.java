package dev.lockstep.sink.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A final caption. Immutable. Of two with one key the higher revision stays, of equal ones the
 * later.
 *
 * @param stream its stream
 * @param source its source
 * @param utterance number of the utterance
 * @param revision revision
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms
 * @param eventTimeUs start, µs since the epoch
 * @param text what was said
 * @param words JSON: {@code [{"text", "start_ms", "end_ms", "confidence"}]}
 * @param confidence 0..1; null where unknown
 * @param language BCP 47; null where unknown
 * @param model id of the model; null where unknown
 * @param modelVersion its version; null where unknown
 */
public record CaptionRow(
        String stream,
        String source,
        long utterance,
        long revision,
        long startMs,
        long endMs,
        long eventTimeUs,
        String text,
        String words,
        @Nullable Double confidence,
        @Nullable String language,
        @Nullable String model,
        @Nullable String modelVersion)
        implements MergeableRow<CaptionRow> {
    @Override
    public List<Object> key() {
        return List.of(stream, source, utterance);
    }

    @Override
    public CaptionRow merge(CaptionRow later) {
        return later.revision >= revision ? later : this;
    }
}
