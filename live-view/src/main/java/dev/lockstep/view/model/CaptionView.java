package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest revision of a caption. Immutable. Its key is stream, source and utterance.
 *
 * @param source the audio source
 * @param utterance number within stream and source, from 0
 * @param revision rises with each revision
 * @param startMs start of the utterance, media time in ms
 * @param endMs end of the utterance so far, media time in ms
 * @param eventTimeMs start of the utterance, ms since the epoch
 * @param committed text that does not change any more
 * @param tentative text that may still change; empty when it is final
 * @param isFinal true: the last revision
 * @param settled true: it has come on the settled topic too, where each comes exactly once
 * @param words the words of both texts in order
 * @param confidence 0..1; null where the model gave none
 * @param language BCP 47; null where nobody said
 * @param model what recognised it; null where nobody said
 * @param lagMs last committed or heard word to publication, ms; null where times are missing
 */
public record CaptionView(
        String source,
        long utterance,
        int revision,
        long startMs,
        long endMs,
        long eventTimeMs,
        String committed,
        String tentative,
        boolean isFinal,
        boolean settled,
        List<WordView> words,
        @Nullable Double confidence,
        @Nullable String language,
        @Nullable ModelView model,
        @Nullable Long lagMs) {}
