package dev.lockstep.local.aligned;

import dev.lockstep.align.canonical.SettledDigest;
import dev.lockstep.schema.avro.AlignedWindow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settled windows of one stream: written to a file as they come, counted and digested, never
 * kept. Not thread-safe.
 */
public final class SettledWindows {
    private final AlignedFile file;
    private final SettledDigest digest = new SettledDigest();
    private @Nullable String problem;

    /** Windows that go into a file, which stays the caller's to close. */
    public SettledWindows(AlignedFile file) {
        this.file = file;
    }

    /**
     * Takes in the next window. One that is not settled or does not come after the one before it
     * breaks a promise of the job: it is left out and named as the {@link #problem}.
     */
    public void accept(AlignedWindow window) {
        try {
            digest.add(window);
        } catch (IllegalArgumentException e) {
            if (problem == null) {
                problem = e.getMessage();
            }
            return;
        }
        file.add(window);
    }

    /** Number of windows. */
    public long count() {
        return digest.windows();
    }

    /** SHA-256 over the windows, hex. */
    public String digest() {
        return digest.hex();
    }

    /** The first promise that was broken, without a full stop. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
