package dev.lockstep.producer.media;

/**
 * What was met while reading, so far.
 *
 * @param decodeErrors packets that could not be decoded and were skipped
 * @param discontinuities places where sound is missing or timestamps jumped
 * @param overlapSamples samples (16 kHz) dropped because their time had been filled already
 * @param reconnects how often a lost live source was opened again
 * @param truncated the file ended before its own header says it does
 */
public record MediaStats(
        long decodeErrors,
        long discontinuities,
        long overlapSamples,
        long reconnects,
        boolean truncated) {}
