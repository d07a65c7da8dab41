package dev.lockstep.sink.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be searched. Immutable. Of two with one key a higher revision replaces a lower one; of
 * equal ones the text of the later stays, and the span is that of both, so an end only grows.
 *
 * @param stream its stream
 * @param source its source
 * @param modality speech, screen, object or chat
 * @param passageKey the same whenever the passage comes again
 * @param revision revision of what it was taken from
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms
 * @param eventTimeUs start, µs since the epoch
 * @param text as it was said, shown or written
 * @param language BCP 47; null where unknown
 * @param terms as {@link dev.lockstep.sink.terms.TermAnalyzer} makes them, parted by blanks
 * @param termCount how many
 * @param embedding of the text; null where nobody made one. Handed over, never written to
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
public record PassageRow(
        String stream,
        String source,
        String modality,
        String passageKey,
        long revision,
        long startMs,
        long endMs,
        long eventTimeUs,
        String text,
        @Nullable String language,
        String terms,
        long termCount,
        float @Nullable [] embedding)
        implements MergeableRow<PassageRow> {
    @Override
    public List<Object> key() {
        return List.of(stream, source, modality, passageKey);
    }

    /** The same with an embedding. */
    public PassageRow withEmbedding(float @Nullable [] other) {
        return new PassageRow(
                stream,
                source,
                modality,
                passageKey,
                revision,
                startMs,
                endMs,
                eventTimeUs,
                text,
                language,
                terms,
                termCount,
                other);
    }

    @Override
    public PassageRow merge(PassageRow later) {
        if (later.revision != revision) {
            return later.revision > revision ? later : this;
        }
        return new PassageRow(
                stream,
                source,
                modality,
                passageKey,
                revision,
                Math.min(startMs, later.startMs),
                Math.max(endMs, later.endMs),
                Math.min(eventTimeUs, later.eventTimeUs),
                later.text,
                later.language,
                later.terms,
                later.termCount,
                later.embedding == null && later.text.equals(text) ? embedding : later.embedding);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PassageRow that
                && key().equals(that.key())
                && revision == that.revision
                && startMs == that.startMs
                && endMs == that.endMs
                && eventTimeUs == that.eventTimeUs
                && text.equals(that.text)
                && Objects.equals(language, that.language)
                && terms.equals(that.terms)
                && termCount == that.termCount
                && Arrays.equals(embedding, that.embedding);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stream, source, modality, passageKey, revision);
    }
}
