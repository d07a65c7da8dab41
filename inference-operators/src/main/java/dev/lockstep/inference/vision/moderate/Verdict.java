package dev.lockstep.inference.vision.moderate;

import dev.lockstep.schema.avro.PictureAction;

/**
 * What moderation says of a picture.
 *
 * @param category what was looked for
 * @param score probability, 0..1
 * @param action what the score calls for
 */
public record Verdict(String category, float score, PictureAction action) {}
