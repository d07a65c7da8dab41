package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes caption files; each appears whole or not at all. */
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
        WholeFile.write(file, format.format(finals, originPtsUs));
    }
}
