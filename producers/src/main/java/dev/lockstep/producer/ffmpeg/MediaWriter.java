package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Writes sound and pictures to a file, or sends them to an address such as {@code
 * udp://127.0.0.1:5000}. Sound is placed by counting samples, pictures by their time. Close it to
 * finish the file. Not thread-safe; owns native memory.
 */
public final class MediaWriter implements AutoCloseable {

    /** FLAC with 24 bits a sample; as an audio codec of {@link MediaFormat}. */
    public static final String FLAC_24 = "flac24";

    private final String name;
    private final AVFormatContext context;
    private final AVIOContext io = new AVIOContext(null);
    private @Nullable SoundEncoder sound;
    private @Nullable PictureEncoder pictures;
    private @Nullable BufferedImage canvas;
    private boolean headerWritten;
    private boolean failed;
    private boolean closed;

    private MediaWriter(String name, AVFormatContext context) {
        this.name = name;
        this.context = context;
    }

    /** Opens a file, replacing what is there. */
    public static MediaWriter open(Path file, MediaFormat format) throws MediaException {
        return open("file:" + file, format);
    }

    /** Opens an address that FFmpeg can write to. */
    public static MediaWriter open(String target, MediaFormat format) throws MediaException {
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        int result = avformat_alloc_output_context2(context, null, format.container(), target);
        if (result < 0) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "This build of FFmpeg writes no " + format.container() + ": choose another.");
        }
        MediaWriter writer = new MediaWriter(target, context);
        try {
            writer.start(format);
            return writer;
        } catch (MediaException | RuntimeException e) {
            writer.failed = true;
            writer.close();
            throw e;
        }
    }

    private void start(MediaFormat format) throws MediaException {
        context.output_ts_offset(format.startUs());
        context.flush_packets(1);
        if (!format.audioCodec().isEmpty()) {
            sound = new SoundEncoder(format, context);
        }
        if (!format.videoCodec().isEmpty()) {
            pictures = new PictureEncoder(format, context);
            canvas =
                    new BufferedImage(
                            format.width(), format.height(), BufferedImage.TYPE_3BYTE_BGR);
        }
        AVDictionary options = new AVDictionary(null);
        for (Map.Entry<String, String> option : format.options().entrySet()) {
            av_dict_set(options, option.getKey(), option.getValue(), 0);
        }
        int result = 0;
        if ((context.oformat().flags() & AVFMT_NOFILE) == 0) {
            // Takes the options that are the protocol's and leaves the rest to the container.
            result = avio_open2(io, name, AVIO_FLAG_WRITE, null, options);
            context.pb(io);
        }
        if (result >= 0) {
            result = avformat_write_header(context, options);
        }
        av_dict_free(options);
        check(result);
        headerWritten = true;
    }

    /** Adds sound: interleaved samples of the format's rate and channels. */
    public void writeAudio(short[] interleaved) throws MediaException {
        if (sound == null) {
            throw new IllegalStateException("The format has no sound.");
        }
        failed = true;
        sound.write(interleaved);
        failed = false;
    }

    /** Leaves a hole in the sound: what follows is that many samples later. */
    public void skipAudio(long samples) throws MediaException {
        if (sound == null) {
            throw new IllegalStateException("The format has no sound.");
        }
        sound.skip(samples);
    }

    /** Adds a picture of any size, scaled to the format's; times rise, µs from the start. */
    public void writePicture(BufferedImage image, long ptsUs) throws MediaException {
        BufferedImage target = canvas;
        if (target == null) {
            throw new IllegalStateException("The format has no pictures.");
        }
        Graphics2D graphics = target.createGraphics();
        graphics.drawImage(image, 0, 0, target.getWidth(), target.getHeight(), null);
        graphics.dispose();
        writePicture(((DataBufferByte) target.getRaster().getDataBuffer()).getData(), ptsUs);
    }

    /** Adds a picture of the format's size: 3 bytes a pixel, blue, green, red, row by row. */
    public void writePicture(byte[] bgr, long ptsUs) throws MediaException {
        if (pictures == null) {
            throw new IllegalStateException("The format has no pictures.");
        }
        failed = true;
        pictures.write(bgr, ptsUs);
        failed = false;
    }

    /** Finishes the file. */
    @Override
    public void close() throws MediaException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (headerWritten && !failed) {
                finish();
            }
        } finally {
            free();
        }
    }

    private void finish() throws MediaException {
        if (sound != null) {
            sound.finish();
        }
        if (pictures != null) {
            pictures.finish();
        }
        check(av_write_trailer(context));
    }

    private void free() {
        if (sound != null) {
            sound.close();
        }
        if (pictures != null) {
            pictures.close();
        }
        if (!io.isNull()) {
            avio_closep(io);
        }
        avformat_free_context(context);
    }

    private void check(int result) throws MediaException {
        if (result < 0) {
            throw new MediaException(
                    Kind.NO_PERMISSION,
                    name
                            + " cannot be written ("
                            + Ffmpeg.error(result)
                            + "): check the folder, its rights and that the disk is not full.");
        }
    }
}
