package dev.lockstep.inference.operator;

import dev.lockstep.inference.text.TextAnalyzer;
import dev.lockstep.inference.text.TextEncoder;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the operators of a task get what understands texts. Travels to the tasks; the models do
 * not. Thread-safe.
 */
public interface TextModels extends Serializable {
    /** A share in the models of this process, loaded if nobody holds one. May take seconds. */
    Lease acquire();

    /** A share in the models; close it once. */
    interface Lease extends AutoCloseable {
        /** Analyses the texts of all streams of the process. */
        TextAnalyzer analyzer();

        /** Embeds texts; null where there is no encoder. */
        @Nullable TextEncoder encoder();

        @Override
        void close();
    }
}
