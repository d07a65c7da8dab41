package dev.lockstep.producer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.producer.media.InputAddress;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols of live sources, each spoken by FFmpeg on both sides on this machine. */
@Timeout(60)
class ProtocolsTest {
    private static final MediaSourceConf CONF =
            MediaSourceConf.DEFAULT.withFramesPerSecond(0).withReadTimeout(Duration.ofSeconds(20));
    private static final MediaSourceConf IMPATIENT = CONF.withReadTimeout(Duration.ofMillis(1_500));

    /** Name, container, codec, where the sender sends to, its options, where the reader reads. */
    static Stream<Arguments> protocols() {
        return Stream.of(
                Arguments.of("udp", "mpegts", "aac", "?pkt_size=1316", Map.of(), ""),
                Arguments.of("rtp", "rtp_mpegts", "aac", "", Map.of(), ""),
                Arguments.of("tcp", "mpegts", "aac", "", Map.of("listen", "1"), ""),
                Arguments.of(
                        "rtmp", "flv", "aac", "/live/talk", Map.of("listen", "1"), "/live/talk"),
                Arguments.of("srt", "mpegts", "aac", "?mode=listener", Map.of(), "?mode=caller"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("protocols")
    void aLiveSourceIsHeard(
            String scheme,
            String container,
            String codec,
            String sender,
            Map<String, String> options,
            String reader)
            throws Exception {
        boolean datagrams = !scheme.equals("tcp") && !scheme.equals("rtmp");
        String address = scheme + "://127.0.0.1:" + freePort(datagrams);
        AtomicBoolean enough = new AtomicBoolean();
        MediaFormat format = MediaFormat.sound(container, codec, 48_000, 1).withOptions(options);
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> send(address + sender, format, enough));
        try (MediaSource source = open(address + reader, sending)) {
            assertThat(source.info().live()).isTrue();
            assertToneIsHeard(source);
        } finally {
            enough.set(true);
        }
        // A sender whose listener has gone may fail; that is not what is tested.
        sending.handle((done, error) -> true).get(30, TimeUnit.SECONDS);
    }

    @Test
    void anRtspCameraIsHeard() throws Exception {
        try (RtspCamera camera = new RtspCamera();
                MediaSource source = FfmpegMedia.open(camera.url(), CONF)) {
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().audio().orElseThrow().codec()).isEqualTo("pcm_mulaw");
            assertToneIsHeard(source);
        }
    }

    private static void assertToneIsHeard(MediaSource source) throws MediaException {
        List<MediaUnit.AudioSamples> heard = new ArrayList<>();
        int samples = 0;
        while (samples < 2 * MediaUnit.SAMPLE_RATE_HZ) {
            MediaUnit unit = source.next().orElseThrow();
            if (unit instanceof MediaUnit.AudioSamples audio) {
                samples += audio.pcm().length;
                heard.add(audio);
            }
        }
        assertThat(TestMedia.dominantHz(TestMedia.join(heard), 16_000))
                .isEqualTo(TestMedia.TONE_HZ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp", "rtmp", "srt", "tcp", "http"})
    void aServerThatIsNotThereIsOneSentence(String scheme) throws Exception {
        String url = scheme + "://user:secret@127.0.0.1:" + freePort(true) + "/live";
        MediaException e = refused(url);
        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e.getMessage()).contains("check").doesNotContain("secret").endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "rtp"})
    void aSenderThatSendsNothingIsOneSentence(String scheme) throws Exception {
        MediaException e = refused(scheme + "://127.0.0.1:" + freePort(true));
        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e).hasMessageContaining("sent nothing for the length of the time-out");
    }

    @Test
    void aProtocolThatThisBuildLacksIsNamed() {
        InputAddress address =
                new InputAddress.Url("carrier://127.0.0.1/talk", "carrier", "carrier", true);
        MediaException e =
                catchThrowableOfType(
                        MediaException.class,
                        () -> ContainerOpener.open(address, IMPATIENT).close());
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(e)
                .hasMessage(
                        "This build of FFmpeg does not speak carrier, which"
                                + " carrier://127.0.0.1/talk needs: give another URL of the source,"
                                + " for instance with http or rtsp.");
    }

    @Test
    void thisBuildSpeaksEveryProtocolThatIsPromised() {
        // RTSP is a demuxer over TCP and RTP, not a protocol of its own.
        assertThat(InputAddress.FAMILIES.keySet())
                .filteredOn(scheme -> !scheme.startsWith("rtsp"))
                .allMatch(Ffmpeg::hasProtocol);
    }

    @ParameterizedTest
    @CsvSource({
        "alsa:lockstep-none,alsa",
        "device:/dev/video97,v4l2",
        "v4l2:/dev/video97,v4l2",
        "dshow:video=x,dshow"
    })
    void aDeviceThatIsNotThereIsOneSentence(String input, String kind) {
        for (int attempt = 0; attempt < 2; attempt++) {
            MediaException e = refused(input);
            assertThat(e.kind()).isIn(Kind.NOT_FOUND, Kind.UNSUPPORTED);
            assertThat(e.getMessage())
                    .containsPattern("\\b(" + kind + "|lockstep-none)\\b|/dev/video97\\b")
                    .doesNotContain("java.library.path", "\n")
                    .endsWith(".");
            assertThat(e.getMessage()).hasSizeLessThan(250);
        }
    }

    @Test
    void aMissingSystemLibraryIsNamedFromWhereverItIsSaid() {
        Throwable deep =
                new UnsatisfiedLinkError(
                        "/cache/libjniavdevice.so: libpulse.so.0: cannot open shared object file:"
                                + " No such file or directory");
        LinkageError error = new LinkageError("no jniavdevice in java.library.path: /usr/lib");
        error.initCause(deep);
        assertThat(CaptureDevices.missing(error)).isEqualTo("libpulse.so.0");
        assertThat(CaptureDevices.missing(new LinkageError("other\nmore"))).isEqualTo("other");
    }

    /** A listener takes a moment to listen: whoever is refused asks again. */
    private static MediaSource open(String url, CompletableFuture<Void> sending) throws Exception {
        while (true) {
            try {
                return FfmpegMedia.open(url, CONF);
            } catch (MediaException e) {
                if (!e.isRetriable() || sending.isDone()) {
                    sending.getNow(null);
                    throw e;
                }
            }
        }
    }

    private static void send(String target, MediaFormat format, AtomicBoolean enough) {
        try (MediaWriter writer = MediaWriter.open(target, format)) {
            for (int i = 0; i < 600 && !enough.get(); i++) {
                writer.writeAudio(TestMedia.tone(48_000, 1, 0.1));
                LockSupport.parkNanos(50_000_000);
            }
        } catch (MediaException e) {
            throw new AssertionError(e);
        }
    }

    private static MediaException refused(String url) {
        MediaException e =
                catchThrowableOfType(
                        MediaException.class, () -> FfmpegMedia.open(url, IMPATIENT).close());
        assertThat(e).as(url).isNotNull();
        return e;
    }

    private static int freePort(boolean datagrams) throws Exception {
        if (datagrams) {
            try (DatagramSocket free = new DatagramSocket()) {
                return free.getLocalPort();
            }
        }
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
