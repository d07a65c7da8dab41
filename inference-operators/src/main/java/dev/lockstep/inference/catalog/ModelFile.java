package dev.lockstep.inference.catalog;

/**
 * One file of a model.
 *
 * @param name its name in the folder that {@link ModelStore#resolve} returns
 * @param pathInPackage where it lies in the package that it comes in
 * @param sizeBytes its size; -1 where nobody promised one (users' own models)
 * @param sha256 its SHA-256 in lower-case hex; empty where nobody promised one
 */
public record ModelFile(String name, String pathInPackage, long sizeBytes, String sha256) {
    /** Size of a file that nobody promised a size for. */
    public static final long SIZE_UNKNOWN = -1;

    /** Checks that the name stays inside its folder and that the checksum is one. */
    public ModelFile {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new IllegalArgumentException("Not a plain file name: '" + name + "'");
        }
        if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "Not a SHA-256 in lower-case hex for " + name + ": '" + sha256 + "'");
        }
    }
}
