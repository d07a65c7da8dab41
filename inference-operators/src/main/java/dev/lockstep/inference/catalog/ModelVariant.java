package dev.lockstep.inference.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file that takes another one's place on some processor: INT8 suits a CPU, FP16 a GPU.
 *
 * @param of name of the file that is used unless a variant says otherwise
 * @param processor where the variant is used
 * @param file name of the file that is used there
 */
public record ModelVariant(String of, Processor processor, String file) {
    /** What computes. */
    public enum Processor {
        /** A CPU. */
        @JsonProperty("cpu")
        CPU,
        /** A GPU. */
        @JsonProperty("gpu")
        GPU
    }
}
