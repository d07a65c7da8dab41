package dev.lockstep.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder that is deleted on close. It is held by a file lock, which ends with the
 * process however that ends, so that the next one can sweep up what killed processes left. For one
 * thread.
 */
public final class OwnedDir implements AutoCloseable {
    private static final String LOCK_SUFFIX = ".lock";

    /**
     * The lock files of this process. Its own sweep must not so much as open them: where one of two
     * channels to a file is closed, the operating system lets go of the lock of the other.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private OwnedDir(Path path, Path lockFile, FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** A new folder {@code prefix…} under the system's temporary folder. */
    static OwnedDir create(String prefix) {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            sweep(parent, prefix);
            // Locked first, so that another process' sweep never sees the folder without its lock.
            Path lockFile = Files.createTempFile(parent, prefix, LOCK_SUFFIX);
            OURS.add(lockFile);
            FileChannel channel = locked(lockFile);
            Path dir = guardedBy(lockFile);
            return new OwnedDir(Files.createDirectory(dir), lockFile, channel);
        } catch (IOException e) {
            throw new StackException(
                    "No temporary folder could be made under "
                            + System.getProperty("java.io.tmpdir")
                            + " ("
                            + e
                            + "): free some space there or set -Djava.io.tmpdir to another folder.",
                    e);
        }
    }

    /**
     * Takes over a folder that was made for this process, and sweeps up its like.
     *
     * @param prefix what the names of all such folders beside it begin with
     * @throws IOException when it cannot be locked
     */
    public static OwnedDir adopt(Path dir, String prefix) throws IOException {
        Path given = dir.toAbsolutePath();
        sweep(Objects.requireNonNull(given.getParent()), prefix);
        Path lockFile = Files.createFile(Path.of(given + LOCK_SUFFIX));
        OURS.add(lockFile);
        return new OwnedDir(given, lockFile, locked(lockFile));
    }

    private static FileChannel locked(Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    Path path() {
        return path;
    }

    /** Deletes the folder; what cannot be deleted is left to the next sweep. */
    @Override
    public void close() {
        try {
            deleteRecursively(path);
            Files.deleteIfExists(lockFile);
            lock.close();
            OURS.remove(lockFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteRecursively(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                            throws IOException {
                        Files.deleteIfExists(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void sweep(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> locks =
                Files.newDirectoryStream(parent, prefix + "*" + LOCK_SUFFIX)) {
            for (Path lockFile : locks) {
                if (!OURS.contains(lockFile)) {
                    sweepOne(lockFile);
                }
            }
        }
    }

    private static Path guardedBy(Path lockFile) {
        String file = lockFile.toString();
        return Path.of(file.substring(0, file.length() - LOCK_SUFFIX.length()));
    }

    private static void sweepOne(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                deleteRecursively(guardedBy(lockFile));
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another user's, or just being made by this process: not ours to sweep.
            return;
        }
    }
}
