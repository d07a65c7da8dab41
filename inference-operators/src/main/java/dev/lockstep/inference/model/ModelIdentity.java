package dev.lockstep.inference.model;

import java.io.Serializable;

/**
 * Which model made a result.
 *
 * @param id catalogue id
 * @param version version of its package
 * @param sha256 of its main file, lower-case hex; empty where nobody promised one
 */
public record ModelIdentity(String id, String version, String sha256) implements Serializable {
    private static final long serialVersionUID = 1L;
}
