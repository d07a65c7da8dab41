package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Tells whether a file is the one that was promised. */
final class Checksums {
    private static final int BUFFER_BYTES = 1 << 16;

    private Checksums() {}

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True when the file is there and has the promised size, where one was promised. */
    static boolean sizeFits(Path file, ModelFile promised) throws IOException {
        return Files.isRegularFile(file)
                && (promised.sizeBytes() < 0 || Files.size(file) == promised.sizeBytes());
    }

    /** What is wrong with the file, in words that name what was expected and what was found. */
    static Optional<String> difference(Path file, ModelFile promised) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of(promised.name() + " is missing");
        }
        long size = Files.size(file);
        if (promised.sizeBytes() >= 0 && size != promised.sizeBytes()) {
            return Optional.of(
                    promised.name()
                            + " should have "
                            + promised.sizeBytes()
                            + " bytes and has "
                            + size);
        }
        if (promised.sha256().isEmpty()) {
            return Optional.empty();
        }
        String found = sha256(file);
        return found.equals(promised.sha256())
                ? Optional.empty()
                : Optional.of(
                        promised.name()
                                + " should have the SHA-256 "
                                + promised.sha256()
                                + " and has "
                                + found);
    }
}
