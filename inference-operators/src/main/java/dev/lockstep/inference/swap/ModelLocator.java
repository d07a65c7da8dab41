package dev.lockstep.inference.swap;

/** Brings a model to this machine. Thread-safe. */
@FunctionalInterface
public interface ModelLocator {
    /**
     * Pulls what is missing and compares checksums. May take minutes.
     *
     * @throws RuntimeException whose message tells a person why the model cannot be had
     */
    LocatedModel locate(String slot, String reference);
}
