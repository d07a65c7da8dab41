package dev.lockstep.load.archive;

import java.io.IOException;

/** An archive is damaged, or no archive; the message says where and what to do. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final String what;

    ArchiveException(long offset, String what, String message) {
        super(message);
        this.offset = offset;
        this.what = what;
    }

    /** What is wrong there, in a few words. */
    String what() {
        return what;
    }

    /** Where in the file it is wrong: the offset of the record that is, bytes. */
    public long offset() {
        return offset;
    }
}
