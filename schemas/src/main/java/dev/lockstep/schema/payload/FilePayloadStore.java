package dev.lockstep.schema.payload;

import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.payload.PayloadStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Payloads as files in a folder that producers and jobs share. A file appears whole or not at all;
 * its modification time tells when it was stored last. Thread-safe, also between processes; a sweep
 * may still take an expired object that is stored again at that very moment.
 */
public final class FilePayloadStore implements PayloadStore {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Duration lifetime;
    private final Clock clock;

    /**
     * A store in a folder, which is made when it is first needed.
     *
     * @param lifetime how long an object is kept after it was stored last
     */
    public FilePayloadStore(Path root, Duration lifetime, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public PayloadReference put(byte[] payload) {
        String sha256 = sha256(payload);
        Path file = file(sha256);
        Instant now = clock.instant();
        try {
            if (!refresh(file, payload.length, now)) {
                store(file, payload, now);
            }
        } catch (IOException e) {
            throw new PayloadStoreException(
                    Kind.UNAVAILABLE,
                    "A payload of "
                            + payload.length
                            + " bytes could not be stored in "
                            + root
                            + " ("
                            + e
                            + "): free some space, or name a folder that can be written to.",
                    e);
        }
        return new PayloadReference(
                file.toUri().toString(),
                sha256,
                (long) payload.length,
                ChronoUnit.MICROS.between(Instant.EPOCH, now.plus(lifetime)));
    }

    private static boolean refresh(Path file, int size, Instant now) throws IOException {
        try {
            if (Files.size(file) != size) {
                return false;
            }
            Files.setLastModifiedTime(file, FileTime.from(now));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void store(Path file, byte[] payload, Instant now) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(""));
        Path temporary = Files.createTempFile(folder, ".", ".part");
        try {
            Files.write(temporary, payload);
            Files.setLastModifiedTime(temporary, FileTime.from(now));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    @Override
    public byte[] get(PayloadReference reference) {
        String sha256 = reference.getSha256();
        // The name alone decides: a reference's URI could lead anywhere.
        if (!SHA_256.matcher(sha256).matches()) {
            throw new PayloadStoreException(
                    Kind.DAMAGED, "'" + sha256 + "' is not the name of a stored payload.", null);
        }
        Path file = file(sha256);
        byte[] payload;
        try {
            long size = Files.size(file);
            if (size != reference.getSizeBytes()) {
                throw damaged(file, size + " bytes instead of " + reference.getSizeBytes());
            }
            payload = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new PayloadStoreException(
                    Kind.MISSING,
                    "The payload "
                            + file
                            + " is gone: keep payloads longer than records wait, or share the"
                            + " folder with the producer.",
                    e);
        } catch (IOException e) {
            throw new PayloadStoreException(
                    Kind.UNAVAILABLE, "The payload " + file + " cannot be read: " + e + ".", e);
        }
        if (!sha256(payload).equals(sha256)) {
            throw damaged(file, "its content has changed");
        }
        return payload;
    }

    private static PayloadStoreException damaged(Path file, String how) {
        return new PayloadStoreException(
                Kind.DAMAGED,
                "The payload " + file + " is damaged (" + how + "): check the disk.",
                null);
    }

    @Override
    public int sweep() {
        FileTime oldest = FileTime.from(clock.instant().minus(lifetime));
        int removed = 0;
        try {
            for (Path file : files()) {
                try {
                    if (Files.getLastModifiedTime(file).compareTo(oldest) < 0
                            && Files.deleteIfExists(file)) {
                        removed++;
                    }
                } catch (NoSuchFileException e) {
                    // Another process swept it.
                }
            }
        } catch (IOException e) {
            throw new PayloadStoreException(
                    Kind.UNAVAILABLE,
                    "Old payloads could not be removed from " + root + ": " + e + ".",
                    e);
        }
        return removed;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root, 2)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path file(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static String sha256(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
