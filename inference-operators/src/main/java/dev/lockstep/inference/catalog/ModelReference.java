package dev.lockstep.inference.catalog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users' own models by reference:
 *
 * <ul>
 *   <li>{@code file:PATH} – a file, or a folder of files, used where it lies;
 *   <li>{@code hf:ORG/REPO@REVISION/PATH} – a file of a Hugging Face hub, cached; several paths,
 *       separated by commas, come into one folder.
 * </ul>
 *
 * <p>The reference of a single file may end in {@code #sha256=HEX} to pin its content.
 */
final class ModelReference {
    private static final Pattern HUB =
            Pattern.compile("hf:([\\w.-]+/[\\w.-]+)@([\\w.-]+)/([\\w./ +,-]+)");
    private static final String PIN = "#sha256=";

    private ModelReference() {}

    static boolean isReference(String text) {
        return text.startsWith("file:") || text.startsWith("hf:");
    }

    /**
     * The entry that a reference names; throws a {@link ModelStoreException} when it is malformed.
     */
    static ModelEntry parse(String reference) {
        int pin = reference.indexOf(PIN);
        String address = pin < 0 ? reference : reference.substring(0, pin);
        String sha256 = pin < 0 ? "" : reference.substring(pin + PIN.length());
        try {
            return address.startsWith("file:") ? local(address, sha256) : hub(address, sha256);
        } catch (IllegalArgumentException e) {
            throw new ModelStoreException(
                    "The model reference '" + reference + "' is not valid: " + e.getMessage(), e);
        }
    }

    private static ModelEntry local(String address, String sha256) {
        String text = address.substring("file:".length()).replaceFirst("^///", "/");
        Path path;
        try {
            path = Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (!Files.exists(path)) {
            throw new ModelStoreException("The model " + path + " does not exist: check its path.");
        }
        if (Files.isDirectory(path) && !sha256.isEmpty()) {
            throw new IllegalArgumentException("a folder has no SHA-256");
        }
        String name = String.valueOf(path.getFileName());
        return entry(
                address,
                new ModelSource.LocalFile(path),
                List.of(new ModelFile(name, name, ModelFile.SIZE_UNKNOWN, sha256)));
    }

    private static ModelEntry hub(String address, String sha256) {
        Matcher matcher = HUB.matcher(address);
        if (!matcher.matches() || matcher.group(3).contains("..")) {
            throw new IllegalArgumentException(
                    "expected hf:ORG/REPO@REVISION/PATH, or several paths separated by commas");
        }
        List<ModelFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String path : matcher.group(3).split(",", -1)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!names.add(name)) {
                throw new IllegalArgumentException("two of its files have the name " + name);
            }
            files.add(new ModelFile(name, path, ModelFile.SIZE_UNKNOWN, sha256));
        }
        if (files.size() > 1 && !sha256.isEmpty()) {
            throw new IllegalArgumentException("a SHA-256 pins one file, not several");
        }
        return entry(
                address, new ModelSource.HuggingFace(matcher.group(1), matcher.group(2)), files);
    }

    private static ModelEntry entry(String id, ModelSource source, List<ModelFile> files) {
        return new ModelEntry(id, "custom", source.label(), "unknown", "unknown", source, files);
    }
}
