package dev.lockstep.producer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {

    private static final double SECONDS = 3;

    @TempDir Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "m4a", "mov", "mkv", "webm", "ts", "wav", "flac", "mp3", "ogg"})
    void soundComesOutAsItWentIn(String ending) throws Exception {
        String name = "tone." + ending;
        Path file =
                TestMedia.sound(dir.resolve(name), MediaFormat.soundFor(name, 48_000, 2), SECONDS);

        try (MediaSource source = FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT)) {
            List<MediaUnit.AudioSamples> units = TestMedia.audio(TestMedia.drain(source));
            assertThat(source.info().hasVideo()).isFalse();
            assertThat(source.info().live()).isFalse();
            assertThat(source.info().audio().orElseThrow().sampleRateHz()).isEqualTo(48_000);
            assertThat(source.stats().truncated()).isFalse();
            assertThat(source.stats().decodeErrors()).isZero();
            assertThat(source.stats().discontinuities()).isZero();
            short[] pcm = TestMedia.join(units);
            // A block of 1024 samples at 48 kHz is 341 at 16 kHz; a transport stream cannot say
            // that the first and the last one are padding.
            assertThat(pcm.length)
                    .isBetween(48_000 - 2, 48_000 + (ending.equals("ts") ? 2 : 1) * 400);
            assertThat(TestMedia.dominantHz(pcm, 16_000)).isEqualTo(TestMedia.TONE_HZ);
            assertThat(units.get(0).ptsUs()).isBetween(0L, 25_000L);
            assertContiguous(units);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wav,pcm_s16le,8000,1",
        "wav,pcm_s16le,192000,2",
        "wav,pcm_s24le,96000,6",
        "flac,flac,192000,2",
        "flac,flac24,44100,2",
        "mp4,aac,48000,6",
        "mp4,aac,8000,1",
        "ogg,libopus,48000,6"
    })
    void soundOfAnyRateAndChannels(String container, String codec, int rate, int channels)
            throws Exception {
        Path file =
                TestMedia.sound(
                        dir.resolve("tone." + container),
                        MediaFormat.sound(container, codec, rate, channels),
                        SECONDS);

        short[] pcm = PcmReader.read16kMono(file);

        int block = 1024 * 16_000 / rate + 2;
        assertThat(pcm.length).isBetween(48_000 - 2, 48_000 + block);
        assertThat(TestMedia.dominantHz(pcm, 16_000)).isEqualTo(TestMedia.TONE_HZ);
        int peak = 0;
        for (short sample : pcm) {
            peak = Math.max(peak, Math.abs(sample));
        }
        assertThat(peak).isBetween(6_000, 16_000);
    }

    @ParameterizedTest
    @CsvSource({
        "film.mp4,mp4,aac,libopenh264",
        "film.mov,mov,aac,libopenh264",
        "film.mkv,matroska,flac,libopenh264",
        "film.webm,webm,libopus,libvpx",
        "film.ts,mpegts,aac,libopenh264"
    })
    void picturesAreSampledAtTheRateAndScaled(
            String name, String container, String audio, String video) throws Exception {
        MediaFormat format =
                MediaFormat.sound(container, audio, 48_000, 2).withPictures(video, 640, 480, 10);
        Path file = TestMedia.film(dir.resolve(name), format, SECONDS);
        MediaSourceConf conf =
                new MediaSourceConf(2, 320, 320, 85, 50_000_000L, java.time.Duration.ofSeconds(1));

        try (MediaSource source = FfmpegMedia.open(file.toString(), conf)) {
            List<MediaUnit> units = TestMedia.drain(source);
            List<MediaUnit.Picture> pictures = TestMedia.pictures(units);
            assertThat(pictures).hasSize(6);
            for (int i = 0; i < 6; i++) {
                assertThat(pictures.get(i).ptsUs())
                        .isBetween(i * 500_000L - 2_000, i * 500_000L + 60_000);
                assertThat(pictures.get(i).width()).isEqualTo(320);
                assertThat(pictures.get(i).height()).isEqualTo(240);
            }
            var image = ImageIO.read(new ByteArrayInputStream(pictures.get(5).jpeg()));
            assertThat(image.getWidth()).isEqualTo(320);
            assertThat(image.getRGB(160, 120) & 0xff).isBetween(150, 170);
            assertThat(TestMedia.dominantHz(TestMedia.join(TestMedia.audio(units)), 16_000))
                    .isEqualTo(TestMedia.TONE_HZ);
        }
    }

    @Test
    void picturesWithoutSound() throws Exception {
        MediaFormat format = MediaFormat.mp4(48_000, 1, 320, 240, 10).withoutSound();
        Path file = TestMedia.film(dir.resolve("silent.mp4"), format, SECONDS);

        try (MediaSource source = FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT)) {
            assertThat(source.info().hasAudio()).isFalse();
            assertThat(source.info().hasVideo()).isTrue();
            assertThat(TestMedia.drain(source)).hasSize(6);
            assertThat(source.stats().truncated()).isFalse();
        }
    }

    private static void assertContiguous(List<MediaUnit.AudioSamples> units) {
        long samples = 0;
        for (MediaUnit.AudioSamples unit : units) {
            assertThat(unit.ptsUs()).isEqualTo(units.get(0).ptsUs() + samples * 1_000_000 / 16_000);
            assertThat(unit.discontinuity()).isFalse();
            samples += unit.pcm().length;
        }
    }
}
