package dev.lockstep.local.command;

/**
 * A command that another module adds to {@code lockstep}, found by {@link java.util.ServiceLoader}:
 * the benchmarks come this way, so that the command does not depend on them.
 */
public interface CommandPlugin {
    /** A new picocli command. */
    Object command();
}
