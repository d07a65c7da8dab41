package dev.lockstep.view.model;

/**
 * A model that made a result. Immutable.
 *
 * @param id catalogue id, for instance moonshine-tiny-en
 * @param version version of the package that it came from
 */
public record ModelView(String id, String version) {}
