package dev.lockstep.load.evaluate.path;

import dev.lockstep.schema.flow.StreamItem;
import java.util.List;

/**
 * What came of sound. Immutable.
 *
 * @param text of the final captions
 * @param items what the aligner is told, in order: chunks with their marks, committed words
 * @param failed utterances that could not be recognised
 * @param wallMs time that it took, ms
 */
public record Heard(String text, List<StreamItem> items, int failed, double wallMs) {
    public Heard {
        items = List.copyOf(items);
    }
}
