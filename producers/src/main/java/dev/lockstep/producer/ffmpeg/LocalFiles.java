package dev.lockstep.producer.ffmpeg;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** What can be said about a file before FFmpeg sees it. */
final class LocalFiles {

    private static final byte[] PLAYLIST = "#EXTM3U".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);

    private LocalFiles() {}

    /** Refuses what is not there, not readable, a folder, or empty. */
    static void check(String name) throws MediaException {
        Path path = path(name);
        if (!Files.exists(path)) {
            throw new MediaException(
                    Kind.NOT_FOUND, "There is no file " + name + ": check the path.");
        }
        if (Files.isDirectory(path)) {
            throw new MediaException(
                    Kind.NOT_MEDIA, name + " is a folder: name a media file in it.");
        }
        if (!Files.isReadable(path)) {
            throw new MediaException(
                    Kind.NO_PERMISSION,
                    name + " may not be read by this user: change its rights or copy it.");
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw new MediaException(
                        Kind.EMPTY, name + " has zero bytes: copy or record it again.");
            }
        } catch (MediaException e) {
            throw e;
        } catch (IOException e) {
            throw new MediaException(
                    Kind.NO_PERMISSION, name + " cannot be read (" + e.getMessage() + ").");
        }
    }

    static boolean isRegular(String name) {
        return Files.isRegularFile(Path.of(name));
    }

    /** True for an HLS or similar playlist, which names other files. */
    static boolean isPlaylist(String name) throws MediaException {
        byte[] head = head(name);
        return head.length >= PLAYLIST.length
                && Arrays.equals(head, 0, PLAYLIST.length, PLAYLIST, 0, PLAYLIST.length);
    }

    /** True for a RIFF file (WAV, AVI) that is shorter than its header says. */
    static boolean isCutOffRiff(String name) throws MediaException {
        byte[] head = head(name);
        if (head.length < 8 || !Arrays.equals(head, 0, 4, RIFF, 0, 4)) {
            return false;
        }
        long claimed =
                ByteBuffer.wrap(head, 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
        // Writers that cannot go back leave the size at its maximum or at zero.
        return claimed != 0xffffffffL && claimed + 8 > Path.of(name).toFile().length() + 1;
    }

    private static byte[] head(String name) throws MediaException {
        if (!isRegular(name)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return in.readNBytes(8);
        } catch (IOException e) {
            throw new MediaException(
                    Kind.NO_PERMISSION, name + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private static Path path(String name) throws MediaException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new MediaException(
                    Kind.NOT_FOUND, "There is no file of that name (" + e.getReason() + ").");
        }
    }
}
