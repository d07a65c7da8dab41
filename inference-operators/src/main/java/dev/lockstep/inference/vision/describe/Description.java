package dev.lockstep.inference.vision.describe;

import dev.lockstep.inference.model.ModelIdentity;

/**
 * What a model wrote about a picture.
 *
 * @param text one sentence as a rule; never blank
 * @param score geometric mean of its tokens' probabilities, 0..1
 * @param model who wrote it
 */
public record Description(String text, float score, ModelIdentity model) {}
