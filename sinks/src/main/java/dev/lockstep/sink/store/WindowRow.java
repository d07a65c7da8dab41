package dev.lockstep.sink.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A settled window. Immutable. Of two with one key the higher revision stays, of equal ones the
 * later.
 *
 * @param stream its stream
 * @param windowIndex number on the grid of its stream
 * @param revision revision
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms
 * @param eventTimeUs start, µs since the epoch
 * @param fusion name of the strategy that set the weights; null before fusion
 * @param modalities JSON: {@code [{"modality", "completeness", "reason", "weight"}]}
 * @param embedding fused; null where there is none. Handed over, never written to
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
public record WindowRow(
        String stream,
        long windowIndex,
        long revision,
        long startMs,
        long endMs,
        long eventTimeUs,
        @Nullable String fusion,
        String modalities,
        float @Nullable [] embedding)
        implements MergeableRow<WindowRow> {
    @Override
    public List<Object> key() {
        return List.of(stream, windowIndex);
    }

    @Override
    public WindowRow merge(WindowRow later) {
        return later.revision >= revision ? later : this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WindowRow that
                && stream.equals(that.stream)
                && windowIndex == that.windowIndex
                && revision == that.revision
                && startMs == that.startMs
                && endMs == that.endMs
                && eventTimeUs == that.eventTimeUs
                && Objects.equals(fusion, that.fusion)
                && modalities.equals(that.modalities)
                && Arrays.equals(embedding, that.embedding);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stream, windowIndex, revision);
    }
}
