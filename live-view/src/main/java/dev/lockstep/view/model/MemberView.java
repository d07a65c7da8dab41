package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result in a window. Immutable.
 *
 * @param modality audio, video or text
 * @param source its source
 * @param epoch epoch of its source
 * @param sequence sequence number of its first record within source and epoch
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms; equal to the start for a point in time
 * @param text what was said or written; null where it has none or where moderation holds it back
 * @param labels objects
 * @param lines lines of text on the picture
 * @param skewMs residual skew to the anchor of the window, ms
 * @param language BCP 47; null where nobody looked
 * @param held true: moderation holds the text back
 */
public record MemberView(
        String modality,
        String source,
        int epoch,
        long sequence,
        long startMs,
        long endMs,
        @Nullable String text,
        List<String> labels,
        List<String> lines,
        double skewMs,
        @Nullable String language,
        boolean held) {}
