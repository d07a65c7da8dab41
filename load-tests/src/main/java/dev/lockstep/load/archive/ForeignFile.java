package dev.lockstep.load.archive;

import java.io.IOException;
import java.nio.file.Path;

/**
 * MCAP files that other tools have written: they need not be damaged because they are not what is
 * read here. Stateless.
 */
final class ForeignFile {
    private static final int LONGEST_HEADER = 1 << 16;

    private ForeignFile() {}

    /** The same failure, told as that of another tool's file where the file says that it is one. */
    static ArchiveException orElse(ArchiveException e, Path file, ArchiveBytes bytes)
            throws IOException {
        String library = library(bytes);
        if (library.equals(ArchiveWriter.LIBRARY)) {
            return e;
        }
        return new ArchiveException(
                e.offset(),
                e.what(),
                file
                        + " is an MCAP file of '"
                        + library
                        + "' and not as lockstep record writes them ("
                        + e.what()
                        + " at byte "
                        + e.offset()
                        + "): name a file that lockstep record wrote.");
    }

    /** What has written the file, as it says; ours where it does not say so. */
    private static String library(ArchiveBytes bytes) throws IOException {
        long at = Opcode.magic().length;
        if (bytes.size() - at < Opcode.HEADER_BYTES) {
            return ArchiveWriter.LIBRARY;
        }
        ArchiveBytes.Head head = bytes.head(at);
        if (head.opcode() != Opcode.HEADER
                || head.length() > LONGEST_HEADER
                || !head.fits(at, bytes.size())) {
            return ArchiveWriter.LIBRARY;
        }
        RecordFields fields =
                new RecordFields(bytes.read(at + Opcode.HEADER_BYTES, (int) head.length()), at);
        try {
            fields.text();
            return fields.text();
        } catch (ArchiveException e) {
            return ArchiveWriter.LIBRARY;
        }
    }
}
