package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's process-wide setting up and its error texts. Thread-safe. */
final class Ffmpeg {

    static {
        // JavaCPP would otherwise refuse to allocate when the resident memory of the whole
        // process, page cache of a broker in it included, passes a multiple of the heap.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
        Loader.load(avformat.class);
        av_log_set_level(AV_LOG_FATAL);
        avformat.avformat_network_init();
    }

    private Ffmpeg() {}

    /** Loads the native libraries; costs nothing after the first call. */
    static void load() {
        // The work is done by the static initialiser.
    }

    /** Whether this build can open URLs of a scheme at all. */
    static boolean hasProtocol(String scheme) {
        load();
        try (BytePointer url = new BytePointer(scheme + "://host")) {
            BytePointer name = avformat.avio_find_protocol_name(url);
            return name != null && !name.isNull();
        }
    }

    /** FFmpeg's words for an error code. */
    static String error(int code) {
        byte[] text = new byte[256];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** A C string; empty where the pointer is null. */
    static String string(BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : pointer.getString(StandardCharsets.UTF_8);
    }
}
