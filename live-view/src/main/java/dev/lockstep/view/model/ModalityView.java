package dev.lockstep.view.model;

import org.jspecify.annotations.Nullable;

/**
 * How complete a modality is in a window. Immutable.
 *
 * @param modality audio, video or text
 * @param completeness complete, partial, missing or unknown
 * @param reason why it is not complete; null where it is
 * @param weight weight in the fused result, 0..1; null before fusion
 * @param coverage share of the window that its records cover, 0..1; null for points in time
 * @param attribution change of the fused embedding without it, 0..2; null where nobody asked
 */
public record ModalityView(
        String modality,
        String completeness,
        @Nullable String reason,
        @Nullable Double weight,
        @Nullable Double coverage,
        @Nullable Double attribution) {}
