package dev.lockstep.load.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The commit that the running code was built from, where it runs from a checkout. Stateless. */
final class SourceCommit {
    private static final long PATIENCE_S = 5;

    private SourceCommit() {}

    /** Its short hash, with "+" where files have changed since; empty where nobody knows. */
    static Optional<String> find() {
        Path checkout = checkout();
        if (checkout == null) {
            return Optional.empty();
        }
        Optional<String> hash = git(checkout, "rev-parse", "--short=12", "HEAD");
        boolean changed =
                git(checkout, "status", "--porcelain", "--untracked-files=no")
                        .filter(text -> !text.isEmpty())
                        .isPresent();
        return hash.map(text -> changed ? text + "+" : text);
    }

    /** {@code ./lockstep} says where it lies. */
    private static @Nullable Path checkout() {
        String root = System.getProperty("lockstep.root", "");
        return root.isEmpty() ? null : Path.of(root);
    }

    private static Optional<String> git(Path checkout, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = checkout.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        try {
            Process git =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean well = git.waitFor(PATIENCE_S, TimeUnit.SECONDS) && git.exitValue() == 0;
            return well ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
