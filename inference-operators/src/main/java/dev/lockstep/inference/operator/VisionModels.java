package dev.lockstep.inference.operator;

import dev.lockstep.inference.vision.VisionAnalyzer;
import java.io.Serializable;

/**
 * Where the operators of a task get their eyes. Travels to the tasks; the models do not.
 * Thread-safe.
 */
public interface VisionModels extends Serializable {
    /** A share in the analyser of this process, loaded if nobody holds one. May take seconds. */
    Lease acquire();

    /** A share in the analyser; close it once. */
    interface Lease extends AutoCloseable {
        /** Looks at the frames of all streams of the process. */
        VisionAnalyzer analyzer();

        @Override
        void close();
    }
}
