package dev.lockstep.inference.vision;

/**
 * An object seen in a frame.
 *
 * @param label class name
 * @param score 0..1
 * @param box where
 */
public record DetectedObject(String label, float score, Box box) {}
