package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest revision of a window. Immutable. Its key is stream and index.
 *
 * @param index number on the grid, from 0
 * @param startMs start, media time in ms
 * @param endMs end, exclusive, media time in ms
 * @param eventTimeMs start, ms since the epoch
 * @param revision rises with each revision, from 0
 * @param settled true: nothing can change it any more
 * @param fireReason why it fired; null where nobody said
 * @param fusion the fusion strategy; null before fusion
 * @param modalities how complete each modality is
 * @param members what lies in it
 * @param sources the clocks of the sources
 * @param similarities how well what two modalities say fits together
 */
public record WindowView(
        long index,
        long startMs,
        long endMs,
        long eventTimeMs,
        int revision,
        boolean settled,
        @Nullable String fireReason,
        @Nullable String fusion,
        List<ModalityView> modalities,
        List<MemberView> members,
        List<SourceView> sources,
        List<SimilarityView> similarities) {}
