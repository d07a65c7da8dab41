package dev.lockstep.local.command;

/**
 * A command that another module adds to {@code lockstep}, found by {@link java.util.ServiceLoader}:
 * the benchmarks come this way, so that the command does not depend on them.
 */
public interface CommandPlugin {
    /** A new picocli command that needs nothing of the world outside. */
    default Object command() {
        throw new UnsupportedOperationException(
                getClass().getName() + " must give a command with or without a context.");
    }

    /** A new picocli command. */
    default Object command(CommandContext context) {
        return command();
    }
}
