package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream in the list of streams. Immutable.
 *
 * @param stream its id
 * @param state live, silent (nothing for a while) or ended
 * @param originTimeMs media time 0, ms since the epoch
 * @param positionMs media time of its newest record, ms
 * @param updatedMs when the newest record of it was seen, ms since the epoch
 * @param modalities what it has: audio, video, text
 * @param captions how many captions it has
 * @param lastCaption text of its newest caption; null before the first
 * @param captionLagP95Ms word end to caption, p95 over the newest ones, ms; null before the first
 * @param deadLetters records of it that could not be used
 */
public record StreamSummary(
        String stream,
        String state,
        long originTimeMs,
        long positionMs,
        long updatedMs,
        List<String> modalities,
        long captions,
        @Nullable String lastCaption,
        @Nullable Double captionLagP95Ms,
        long deadLetters) {}
