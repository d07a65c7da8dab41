package dev.lockstep.producer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimestampsTest {

    private static final long WRAP_US = (1L << 33) * 1_000_000 / 90_000;

    @TempDir Path dir;

    @Test
    void aTransportStreamWhoseClockWrapsAroundGoesOn() throws Exception {
        MediaFormat format = ts().startingAt(WRAP_US - 2_000_000);
        Path file = TestMedia.film(dir.resolve("wrap.ts"), format, 5);

        try (MediaSource source = open(file)) {
            List<MediaUnit> units = TestMedia.drain(source);
            assertThat(units).allSatisfy(u -> assertThat(u.epoch()).isZero());
            assertRising(TestMedia.audio(units), 0, 5_000_000);
            assertThat(TestMedia.pictures(units)).hasSize(10);
            assertThat(TestMedia.pictures(units).get(9).ptsUs()).isBetween(4_450_000L, 4_600_000L);
            assertThat(source.stats().discontinuities()).isZero();
        }
    }

    @Test
    void aStreamThatStartsAnewIsANewEpochOnTheSameLine() throws Exception {
        Path first = TestMedia.film(dir.resolve("a.ts"), ts().startingAt(50_000_000), 3);
        Path second = TestMedia.film(dir.resolve("b.ts"), ts(), 3);
        Path both = dir.resolve("both.ts");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Files.readAllBytes(first));
        bytes.writeBytes(Files.readAllBytes(second));
        Files.write(both, bytes.toByteArray());

        try (MediaSource source = open(both)) {
            List<MediaUnit> units = TestMedia.drain(source);
            List<MediaUnit.AudioSamples> audio = TestMedia.audio(units);
            assertThat(audio.stream().mapToInt(MediaUnit::epoch).distinct()).containsExactly(0, 1);
            assertThat(TestMedia.pictures(units).stream().mapToInt(MediaUnit::epoch).distinct())
                    .containsExactly(0, 1);
            assertRising(audio, 0, 6_000_000);
            assertThat(audio.stream().filter(MediaUnit.AudioSamples::discontinuity)).hasSize(1);
            assertThat(source.stats().discontinuities()).isEqualTo(1);
        }
    }

    @Test
    void aLongHoleInTheSoundIsADiscontinuityInItsPlace() throws Exception {
        List<MediaUnit.AudioSamples> audio = withHole(48_000);

        MediaUnit.AudioSamples after =
                audio.stream()
                        .filter(MediaUnit.AudioSamples::discontinuity)
                        .findFirst()
                        .orElseThrow();
        assertThat(after.ptsUs()).isBetween(1_990_000L, 2_050_000L);
        assertThat(audio.stream().mapToLong(a -> a.pcm().length).sum())
                .isBetween(32_000L - 400, 32_000L + 800);
    }

    @Test
    void aShortHoleIsFilledWithSilence() throws Exception {
        List<MediaUnit.AudioSamples> audio = withHole(4_800);

        assertThat(audio).noneMatch(MediaUnit.AudioSamples::discontinuity);
        assertThat(audio.stream().mapToLong(a -> a.pcm().length).sum())
                .isBetween(32_000L + 1_600 - 400, 32_000L + 1_600 + 800);
        assertThat(audio).anySatisfy(a -> assertThat(a.pcm()).containsOnly((short) 0));
    }

    @Test
    void standardInputIsReadLikeAFile() throws Exception {
        Path file = TestMedia.film(dir.resolve("in.ts"), ts(), 3);

        try (MediaSource source =
                FfmpegMedia.open(
                        new ByteArrayInputStream(Files.readAllBytes(file)),
                        "standard input",
                        MediaSourceConf.DEFAULT)) {
            List<MediaUnit> units = TestMedia.drain(source);
            assertThat(source.info().live()).isFalse();
            assertThat(source.info().durationUs()).isEmpty();
            assertRising(TestMedia.audio(units), 0, 3_000_000);
            assertThat(TestMedia.pictures(units)).hasSize(6);
        }
    }

    private List<MediaUnit.AudioSamples> withHole(int samples) throws Exception {
        Path file = dir.resolve("hole.mkv");
        MediaFormat format = MediaFormat.sound("matroska", "pcm_s16le", 48_000, 1);
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            writer.writeAudio(TestMedia.tone(48_000, 1, 1));
            writer.skipAudio(samples);
            writer.writeAudio(TestMedia.tone(48_000, 1, 1));
        }
        try (MediaSource source = open(file)) {
            return TestMedia.audio(TestMedia.drain(source));
        }
    }

    private static MediaFormat ts() {
        return MediaFormat.sound("mpegts", "aac", 48_000, 2)
                .withPictures("libopenh264", 320, 240, 10);
    }

    private static MediaSource open(Path file) throws Exception {
        return FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT);
    }

    private static void assertRising(List<MediaUnit.AudioSamples> audio, long fromUs, long toUs) {
        long endUs = audio.get(0).ptsUs();
        assertThat(endUs).isBetween(fromUs, fromUs + 120_000);
        for (MediaUnit.AudioSamples unit : audio) {
            assertThat(unit.ptsUs()).isBetween(endUs - 100, endUs + 60_000);
            endUs = unit.ptsUs() + unit.durationUs();
        }
        assertThat(endUs).isBetween(toUs - 150_000, toUs + 150_000);
    }
}
