package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes caption files. A file appears whole or not at all: it is written under a temporary name
 * beside its place and then moved there.
 */
public final class CaptionFiles {
    private static final List<CaptionFormat> FORMATS =
            List.of(new WebVttWriter(), new SrtWriter(), new CaptionJsonLinesWriter());

    private CaptionFiles() {}

    /**
     * Writes {@code captions.vtt}, {@code captions.srt} and {@code captions.jsonl} into a folder,
     * which is made if it is missing.
     *
     * @param finals final captions, in any order
     * @param originPtsUs the {@code pts_us} that counts as time 0 of the files
     * @return the files
     * @throws CaptionFileException when one cannot be written
     */
    public static List<Path> writeAll(Path folder, List<Caption> finals, long originPtsUs) {
        List<Path> files = new ArrayList<>();
        for (CaptionFormat format : FORMATS) {
            Path file = folder.resolve(format.fileName());
            write(file, format, finals, originPtsUs);
            files.add(file);
        }
        return files;
    }

    /**
     * Writes one file in one format.
     *
     * @throws CaptionFileException when it cannot be written
     */
    public static void write(
            Path file, CaptionFormat format, List<Caption> finals, long originPtsUs) {
        byte[] content = format.format(finals, originPtsUs).getBytes(StandardCharsets.UTF_8);
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(temporary, content);
            move(temporary, absolute);
        } catch (IOException e) {
            remove(temporary, e);
            throw new CaptionFileException(file, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path temporary, IOException because) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
