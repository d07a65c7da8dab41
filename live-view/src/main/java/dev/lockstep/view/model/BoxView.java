package dev.lockstep.view.model;

/**
 * A rectangle in a picture, in shares of its width and height (0..1), so that it fits any scale of
 * the picture. Immutable.
 *
 * @param x left edge
 * @param y top edge
 * @param width width
 * @param height height
 */
public record BoxView(double x, double y, double width, double height) {}
