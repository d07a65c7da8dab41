package dev.lockstep.inference.operator;

import dev.lockstep.inference.fusion.WindowVectors;
import dev.lockstep.schema.avro.AlignedWindow;

/**
 * A window on its way to fusion.
 *
 * @param window as it was aligned
 * @param vectors what an encoder made of its texts
 */
public record EmbeddedWindow(AlignedWindow window, WindowVectors vectors) {
    /** One that nobody embedded. */
    public static EmbeddedWindow plain(AlignedWindow window) {
        return new EmbeddedWindow(window, WindowVectors.NONE);
    }
}
