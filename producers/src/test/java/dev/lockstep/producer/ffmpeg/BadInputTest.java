package dev.lockstep.producer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    @TempDir Path dir;

    @Test
    void noSuchFile() {
        assertRefused("nowhere.mp4", Kind.NOT_FOUND, "check the path");
    }

    @Test
    void zeroBytes() throws Exception {
        assertRefused(write("a.mp4", new byte[0]), Kind.EMPTY, "zero bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.ts", "a.wav", "a.bin"})
    void randomBytes(String name) throws Exception {
        byte[] bytes = new byte[20_000];
        new Random(7).nextBytes(bytes);
        MediaException e = refused(write(name, bytes));
        assertThat(e.kind()).isIn(Kind.NOT_MEDIA, Kind.BROKEN_HEADER, Kind.NO_TRACKS);
        assertOneSentence(e);
    }

    @Test
    void text() throws Exception {
        byte[] bytes = "This is a letter, not a film.\n".getBytes(StandardCharsets.UTF_8);
        assertRefused(write("letter.txt", bytes), Kind.NOT_MEDIA, "give an audio or video file");
    }

    @Test
    void aFolder() {
        assertRefused(dir.toString(), Kind.NOT_MEDIA, "is a folder");
    }

    @Test
    void aFileThatMayNotBeRead() throws Exception {
        Path file = Files.write(dir.resolve("secret.wav"), new byte[100]);
        Assumptions.assumeTrue(
                file.toFile().setReadable(false) && !Files.isReadable(file),
                "this user may read every file");
        assertRefused(file.toString(), Kind.NO_PERMISSION, "may not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flac", "mp4", "mkv", "ogg"})
    void headerOnly(String ending) throws Exception {
        String name = "tone." + ending;
        Path whole = TestMedia.sound(dir.resolve(name), MediaFormat.soundFor(name, 48_000, 2), 2);
        byte[] head = Arrays.copyOf(Files.readAllBytes(whole), 40);
        MediaException e = refused(write("head." + ending, head));
        assertThat(e.kind()).isIn(Kind.BROKEN_HEADER, Kind.NO_TRACKS, Kind.NOT_MEDIA);
        assertOneSentence(e);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "flac", "mp3", "ogg", "mkv"})
    void aTruncatedFileGivesWhatIsThere(String ending) throws Exception {
        String name = "tone." + ending;
        Path whole = TestMedia.sound(dir.resolve(name), MediaFormat.soundFor(name, 48_000, 2), 10);
        byte[] bytes = Files.readAllBytes(whole);
        String cut = write("cut." + ending, Arrays.copyOf(bytes, bytes.length / 2));

        try (MediaSource source = FfmpegMedia.open(cut, MediaSourceConf.DEFAULT)) {
            short[] pcm = TestMedia.join(TestMedia.audio(TestMedia.drain(source)));
            assertThat(pcm.length).isBetween(60_000, 100_000);
            assertThat(TestMedia.dominantHz(pcm, 16_000)).isEqualTo(TestMedia.TONE_HZ);
            if (!ending.equals("ogg")) {
                // An Ogg file does not say how long it is.
                assertThat(source.stats().truncated()).isTrue();
            }
        }
    }

    @Test
    void aTruncatedFilmWithItsIndexInFrontGivesWhatIsThere() throws Exception {
        Path whole = FilmFiles.mp4(dir.resolve("film.mp4"), 10);
        byte[] bytes = Files.readAllBytes(whole);
        String cut = write("cut.mp4", Arrays.copyOf(bytes, bytes.length / 2));

        try (MediaSource source = FfmpegMedia.open(cut, MediaSourceConf.DEFAULT)) {
            List<MediaUnit> units = TestMedia.drain(source);
            assertThat(TestMedia.pictures(units)).hasSizeBetween(5, 15);
            assertThat(source.stats().truncated()).isTrue();
        }
    }

    @Test
    void damageInTheMiddleIsSkippedAndCounted() throws Exception {
        Path whole =
                TestMedia.sound(
                        dir.resolve("tone.flac"), MediaFormat.soundFor("x.flac", 48_000, 2), 10);
        byte[] bytes = Files.readAllBytes(whole);
        byte[] noise = new byte[4_000];
        new Random(3).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, bytes.length / 2, noise.length);

        try (MediaSource source =
                FfmpegMedia.open(write("damaged.flac", bytes), MediaSourceConf.DEFAULT)) {
            List<MediaUnit.AudioSamples> units = TestMedia.audio(TestMedia.drain(source));
            MediaUnit.AudioSamples last = units.get(units.size() - 1);
            assertThat(last.ptsUs() + last.durationUs()).isBetween(9_900_000L, 10_100_000L);
            assertThat(source.stats().decodeErrors()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/a.ts",
                "file:///etc/passwd",
                "/etc/passwd",
                "segment.ts"
            })
    void aPlaylistOnDiskIsRefused(String entry) throws Exception {
        String playlist =
                "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n" + entry + "\n#EXT-X-ENDLIST\n";
        assertRefused(
                write("list.m3u8", playlist.getBytes(StandardCharsets.UTF_8)),
                Kind.REFUSED,
                "may point to other files");
    }

    @Test
    void aConcatScriptOnDiskIsRefused() throws Exception {
        byte[] script = "ffconcat version 1.0\nfile /etc/passwd\n".getBytes(StandardCharsets.UTF_8);
        assertRefused(write("list.ffconcat", script), Kind.REFUSED, "concat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"concat:a.mp4|b.mp4", "subfile,,start,0,end,9,,:a.mp4", "data:x,y"})
    void protocolsInNamesAreFileNames(String name) {
        assertRefused(name, Kind.NOT_FOUND, "There is no file");
    }

    @Test
    void anUnknownProtocol() {
        assertRefused("gopher://x/y", Kind.REFUSED, "The protocol gopher is not allowed");
    }

    @Test
    void picturesAboveTheLimit() throws Exception {
        String film = FilmFiles.mp4(dir.resolve("film.mp4"), 1).toString();
        MediaSourceConf small =
                new MediaSourceConf(2, 1280, 720, 85, 10_000, Duration.ofSeconds(1));
        MediaException e =
                catchThrowableOfType(
                        MediaException.class, () -> FfmpegMedia.open(film, small).close());
        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
        assertThat(e).hasMessageContaining("320x240");
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertRefused(
                "http://user:secret@127.0.0.1:" + port + "/a.ts?token=hidden",
                Kind.UNREACHABLE,
                "http://127.0.0.1:" + port + "/a.ts cannot be reached");
    }

    @Test
    void aDeviceThatIsNotThere() {
        MediaException e = refused("device:/dev/video99");
        assertThat(e.kind()).isIn(Kind.NOT_FOUND, Kind.UNSUPPORTED);
        assertOneSentence(e);
    }

    private String write(String name, byte[] bytes) throws Exception {
        return Files.write(dir.resolve(name), bytes).toString();
    }

    private static MediaException refused(String input) {
        MediaException e =
                catchThrowableOfType(
                        MediaException.class,
                        () -> {
                            try (MediaSource source =
                                    FfmpegMedia.open(input, MediaSourceConf.DEFAULT)) {
                                TestMedia.drain(source);
                            }
                        });
        assertThat(e).as(input).isNotNull();
        return e;
    }

    private static void assertRefused(String input, Kind kind, String part) {
        MediaException e = refused(input);
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e).hasMessageContaining(part);
        assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("hidden");
        assertOneSentence(e);
    }

    private static void assertOneSentence(MediaException e) {
        assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
    }
}
