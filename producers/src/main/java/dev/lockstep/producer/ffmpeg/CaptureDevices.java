package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;

/** Loads FFmpeg's device library, which needs sound and display libraries of the system. */
final class CaptureDevices {

    private CaptureDevices() {}

    static void load(String format) throws MediaException {
        try {
            avdevice_register_all();
        } catch (LinkageError e) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "Capture devices ("
                            + format
                            + ") need system libraries that are missing here ("
                            + firstLine(e)
                            + "): install libasound2, libpulse0 and libxcb1, or give a file or URL.");
        }
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
