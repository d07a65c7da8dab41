package dev.lockstep.inference.onnx.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Weights that lie in files beside the graph. Not thread-safe. */
final class ExternalData {
    private final Path folder;
    private final Optional<Path> store;
    private final Map<String, Long> sizes = new HashMap<>();

    ExternalData(Path model, Optional<Path> store) {
        Path parent = model.toAbsolutePath().getParent();
        this.folder = parent == null ? model.toAbsolutePath() : parent;
        this.store = store;
    }

    /** Checks the place that a tensor names, as {@code external_data} of onnx.proto has it. */
    void check(String tensor, Map<String, String> entries) throws InvalidModelException {
        String location = entries.get("location");
        if (location == null || location.isEmpty()) {
            throw new InvalidModelException(
                    "the weights of " + tensor + " lie in a file that it does not name");
        }
        try {
            Long known = sizes.get(location);
            long size = known == null ? resolve(location) : known;
            sizes.put(location, size);
            long offset = number(entries.getOrDefault("offset", "0"));
            long length = number(entries.getOrDefault("length", "0"));
            if (offset > size || length > size - offset) {
                throw new InvalidModelException(
                        location + " has " + size + " bytes and ends before " + tensor + " does");
            }
        } catch (IOException e) {
            throw new InvalidModelException(location + " cannot be read (" + e + ")", e);
        }
    }

    private static long number(String text) throws InvalidModelException {
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InvalidModelException("'" + text + "' is not a place in a file", e);
        }
        throw new InvalidModelException("'" + text + "' is not a place in a file");
    }

    private long resolve(String location) throws IOException, InvalidModelException {
        Path relative;
        try {
            relative = Path.of(location);
        } catch (InvalidPathException e) {
            throw outside(location, e);
        }
        // A file name for another system's rules is none here, and the other way round.
        if (relative.isAbsolute()
                || location.contains("\\")
                || location.matches("[A-Za-z]:.*")
                || !folder.resolve(relative).normalize().startsWith(folder)
                || relative.normalize().startsWith("..")) {
            throw outside(location, null);
        }
        Path file = folder.resolve(relative);
        if (!Files.isRegularFile(file)) {
            throw new InvalidModelException(
                    "its weights should lie in " + location + " beside it, which is no file");
        }
        if (!FileLinks.inside(file, folder)) {
            throw outside(location, null);
        }
        FileLinks.refuseSecondNames(file, store);
        return Files.size(file);
    }

    private static InvalidModelException outside(String location, @Nullable Exception cause) {
        String message = "its weights are said to lie in " + location + ", outside its folder";
        return cause == null
                ? new InvalidModelException(message)
                : new InvalidModelException(message, cause);
    }
}
