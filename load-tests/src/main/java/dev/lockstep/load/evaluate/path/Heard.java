package dev.lockstep.load.evaluate.path;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;

/**
 * What came of sound. Immutable.
 *
 * @param text of the final captions
 * @param captions the final ones
 * @param items what the aligner is told, in order: chunks with their marks, committed words
 * @param failed utterances that could not be recognised
 * @param wallMs time that it took, ms
 */
public record Heard(
        String text, List<Caption> captions, List<StreamItem> items, int failed, double wallMs) {
    public Heard {
        captions = List.copyOf(captions);
        items = List.copyOf(items);
    }
}
