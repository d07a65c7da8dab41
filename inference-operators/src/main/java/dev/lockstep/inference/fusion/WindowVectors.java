package dev.lockstep.inference.fusion;

import org.jspecify.annotations.Nullable;

/**
 * What an encoder made of the texts of a window. The arrays are shared and never written to.
 *
 * @param spoken of what is said
 * @param onScreen of the lines read from pictures
 * @param labels of the names of what is seen
 * @param written of the texts beside sound and picture
 * @param modelId catalogue id of the encoder; empty where there was none
 * @param modelVersion version of its package
 * @param modelSha256 of its main file; empty where nobody promised one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WindowVectors(
        float @Nullable [] spoken,
        float @Nullable [] onScreen,
        float @Nullable [] labels,
        float @Nullable [] written,
        String modelId,
        String modelVersion,
        String modelSha256) {
    /** Of no encoder. */
    public static final WindowVectors NONE = new WindowVectors(null, null, null, null, "", "", "");
}
