package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.vision.model.PictureModel;
import java.util.List;

/**
 * The three models of PP-OCR and what the last one can write. Thread-safe.
 *
 * @param finder finds lines
 * @param direction tells lines upside down
 * @param recognizer reads a line
 * @param characters what it tells apart, without CTC's blank
 */
public record TextModels(
        PictureModel finder,
        PictureModel direction,
        PictureModel recognizer,
        List<String> characters)
        implements AutoCloseable {
    /** Copies the list. */
    public TextModels {
        characters = List.copyOf(characters);
    }

    @Override
    public void close() {
        finder.close();
        direction.close();
        recognizer.close();
    }
}
