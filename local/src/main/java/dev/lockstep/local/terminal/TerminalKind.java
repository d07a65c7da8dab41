package dev.lockstep.local.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What can be written to. Immutable.
 *
 * @param interactive whether a person sees the output at once, so that a line may be rewritten
 * @param styled whether bright and dim may be used
 * @param columns width in characters
 */
public record TerminalKind(boolean interactive, boolean styled, int columns) {
    /** Width where nobody says how wide it is. */
    public static final int DEFAULT_COLUMNS = 80;

    private static final int NARROWEST = 20;

    /** A file or a pipe. */
    public static TerminalKind plain() {
        return new TerminalKind(false, false, DEFAULT_COLUMNS);
    }

    /** Keeps the width usable. */
    public TerminalKind {
        columns = Math.max(columns, NARROWEST);
    }

    /**
     * The process' standard output or standard error.
     *
     * @param descriptor 1 or 2
     * @param environment {@code NO_COLOR}, {@code TERM} and {@code COLUMNS} are honoured
     */
    public static TerminalKind detect(int descriptor, Map<String, String> environment) {
        return of(isTerminal(descriptor), environment);
    }

    static TerminalKind of(boolean terminal, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        if (!terminal || dumb) {
            return plain();
        }
        String noColour = environment.getOrDefault("NO_COLOR", "");
        return new TerminalKind(true, noColour.isEmpty(), columns(environment));
    }

    /** The same kind with the width that the terminal has now. */
    public TerminalKind resized(Map<String, String> environment) {
        return interactive ? new TerminalKind(true, styled, columns(environment)) : this;
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // No /proc.
            return TerminalCommands.isTerminal(descriptor);
        }
    }

    private static int columns(Map<String, String> environment) {
        try {
            return Integer.parseInt(environment.getOrDefault("COLUMNS", "").strip());
        } catch (NumberFormatException e) {
            return TerminalCommands.columns().orElse(DEFAULT_COLUMNS);
        }
    }
}
