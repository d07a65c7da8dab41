package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads FFmpeg's device library, which needs sound and display libraries of the system. */
final class CaptureDevices {

    private static final Pattern MISSING =
            Pattern.compile("(\\S+\\.so[.0-9]*): cannot open shared object file");

    private CaptureDevices() {}

    /** Loaded once; only the first failure tells what is missing. */
    private static final class Library {
        static final @Nullable String FAILURE = failure();

        private static @Nullable String failure() {
            try {
                avdevice_register_all();
                return null;
            } catch (LinkageError e) {
                return missing(e);
            }
        }
    }

    static void load(String format) throws MediaException {
        String failure = Library.FAILURE;
        if (failure != null) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "Capture devices ("
                            + format
                            + ") need system libraries that are missing here ("
                            + failure
                            + "): install libasound2, libpulse0 and libxcb1, or give a file or a"
                            + " URL.");
        }
    }

    /** The library that the system lacks, which a cause names; else the first line of it all. */
    static String missing(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher library = MISSING.matcher(String.valueOf(cause.getMessage()));
            if (library.find()) {
                return library.group(1);
            }
        }
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
