package dev.lockstep.view.model;

import org.jspecify.annotations.Nullable;

/**
 * The clock of a source. Immutable.
 *
 * @param source which
 * @param modality audio, video or text
 * @param state expected, active, silent, ended or unknown
 * @param passedMs media time that it has passed, ms; null before its first record
 * @param skewMs estimated offset of its clock against the stream, ms; null without evidence
 * @param driftPpm estimated drift, ppm; null without evidence
 */
public record SourceView(
        String source,
        String modality,
        String state,
        @Nullable Long passedMs,
        @Nullable Double skewMs,
        @Nullable Double driftPpm) {}
