package dev.lockstep.producer.ffmpeg;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads the whole sound of a file into memory; 10 minutes take 19 MB. Thread-safe. */
public final class PcmReader {

    private PcmReader() {}

    /**
     * The sound of a file as 16 kHz mono, 16 bit; discontinuities are closed up.
     *
     * @throws MediaException when the file cannot be read or has no sound
     */
    public static short[] read16kMono(Path file) throws MediaException {
        MediaSourceConf conf = MediaSourceConf.DEFAULT.withFramesPerSecond(0);
        try (MediaSource source = FfmpegMedia.open("file:" + file, conf)) {
            if (!source.info().hasAudio()) {
                throw new MediaException(
                        Kind.NO_TRACKS, file + " has no audio track: give a file with sound.");
            }
            short[] samples = new short[1 << 16];
            int length = 0;
            for (Optional<MediaUnit> unit = source.next(); unit.isPresent(); unit = source.next()) {
                if (unit.get() instanceof MediaUnit.AudioSamples audio) {
                    int end = length + audio.pcm().length;
                    if (end > samples.length) {
                        samples = Arrays.copyOf(samples, Math.max(end, 2 * samples.length));
                    }
                    System.arraycopy(audio.pcm(), 0, samples, length, audio.pcm().length);
                    length = end;
                }
            }
            return Arrays.copyOf(samples, length);
        }
    }
}
