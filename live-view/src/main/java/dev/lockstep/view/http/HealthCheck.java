package dev.lockstep.view.http;

/**
 * How a part of the view is. Immutable.
 *
 * @param name the part: view or store
 * @param ok false: it cannot do its work
 * @param detail a sentence
 */
public record HealthCheck(String name, boolean ok, String detail) {}
