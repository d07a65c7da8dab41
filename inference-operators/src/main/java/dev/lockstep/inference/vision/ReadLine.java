package dev.lockstep.inference.vision;

/**
 * A line of text read from a frame.
 *
 * @param text the line
 * @param score mean probability of its characters, 0..1
 * @param box the upright box round it
 * @param trackId the same while the line stays where it is, over frames of a source
 */
public record ReadLine(String text, float score, Box box, String trackId) {}
