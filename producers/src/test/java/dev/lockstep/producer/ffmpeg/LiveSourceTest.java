package dev.lockstep.producer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.producer.media.ReconnectConf;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveSourceTest {

    private static final MediaSourceConf CONF =
            MediaSourceConf.DEFAULT.withReadTimeout(Duration.ofSeconds(1));
    private static final ReconnectConf RECONNECT =
            new ReconnectConf(
                    Duration.ofMillis(50),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(20),
                    Duration.ofMillis(300));

    @TempDir Path dir;

    @Test
    void aSourceThatGoesSilentIsOpenedAgainInANewEpoch() throws Exception {
        byte[] ts = Files.readAllBytes(TestMedia.film(dir.resolve("a.ts"), ts(), 2));
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving =
                    CompletableFuture.runAsync(
                            () -> {
                                try (Socket silent = server.accept()) {
                                    silent.getOutputStream().write(ts);
                                    // The first connection stays open and says no more.
                                    try (Socket second = server.accept()) {
                                        second.getOutputStream().write(ts);
                                    }
                                    server.close();
                                } catch (java.io.IOException e) {
                                    throw new AssertionError(e);
                                }
                            });

            try (MediaSource source =
                    FfmpegMedia.open("tcp://127.0.0.1:" + server.getLocalPort(), CONF, RECONNECT)) {
                List<MediaUnit> units = TestMedia.drain(source);
                assertThat(source.info().live()).isTrue();
                List<MediaUnit.AudioSamples> audio = TestMedia.audio(units);
                assertThat(audio.stream().mapToInt(MediaUnit::epoch).distinct())
                        .containsExactly(0, 1);
                for (int epoch = 0; epoch < 2; epoch++) {
                    int wanted = epoch;
                    List<MediaUnit.AudioSamples> part =
                            audio.stream().filter(a -> a.epoch() == wanted).toList();
                    // What comes back goes on behind what there was: here it comes all at once.
                    long startUs = epoch * 2_000_000L;
                    assertThat(part.get(0).ptsUs()).isBetween(startUs, startUs + 4_000_000L);
                    assertThat(TestMedia.join(part).length).isBetween(30_000, 34_000);
                }
                assertThat(source.stats().reconnects()).isEqualTo(1);
            }
            serving.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRecordingOverHttpThatDoesNotSayHowLongItIsIsPlayedOnce() throws Exception {
        byte[] ts = Files.readAllBytes(TestMedia.film(dir.resolve("a.ts"), ts(), 2));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                "/talk.ts",
                exchange -> {
                    asked.incrementAndGet();
                    // 0: chunked, so that the end is not known before it comes.
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(ts);
                    }
                });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/talk.ts";
        try (MediaSource source = FfmpegMedia.open(url, CONF, RECONNECT)) {
            assertThat(source.info().live()).isTrue();
            List<MediaUnit> units = TestMedia.drain(source);
            assertThat(TestMedia.join(TestMedia.audio(units)).length).isBetween(30_000, 34_000);
            assertThat(source.stats().reconnects()).isZero();
        } finally {
            server.stop(0);
        }
        // The second time is to see whether something else comes now.
        assertThat(asked).hasValue(2);
    }

    @Test
    void aRecordingOfWhichOnlyTheConnectionTellsTheEndIsPlayedOnce() throws Exception {
        byte[] ts = Files.readAllBytes(TestMedia.film(dir.resolve("a.ts"), ts(), 2));
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving =
                    CompletableFuture.runAsync(() -> answerTwice(server, ts));
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/talk.ts";
            try (MediaSource source = FfmpegMedia.open(url, CONF, RECONNECT)) {
                List<MediaUnit> units = TestMedia.drain(source);
                assertThat(TestMedia.join(TestMedia.audio(units)).length).isBetween(30_000, 34_000);
            }
            serving.get(10, TimeUnit.SECONDS);
        }
    }

    private static void answerTwice(ServerSocket server, byte[] body) {
        try {
            for (int i = 0; i < 2; i++) {
                try (Socket socket = server.accept()) {
                    BufferedReader request =
                            new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII));
                    for (String line = request.readLine();
                            line != null && !line.isEmpty();
                            line = request.readLine()) {
                        assertThat(line).isNotEmpty();
                    }
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(body);
                }
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRadioThatHangsUpAndComesBackWithSomethingElseIsHeardOn() throws Exception {
        byte[] first = Files.readAllBytes(TestMedia.film(dir.resolve("a.ts"), ts(), 2));
        Path other = dir.resolve("b.ts");
        try (MediaWriter writer =
                MediaWriter.open(other, MediaFormat.soundFor("b.ts", 48_000, 1))) {
            writer.writeAudio(new short[4_800]);
            writer.writeAudio(TestMedia.tone(48_000, 1, 2));
        }
        byte[] second = Files.readAllBytes(other);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                "/radio",
                exchange -> {
                    int time = asked.getAndIncrement();
                    // In between something that is no media stands there, as a proxy puts it.
                    byte[] body =
                            time == 0
                                    ? first
                                    : time == 1
                                            ? "<html>away</html>".getBytes(StandardCharsets.UTF_8)
                                            : second;
                    exchange.sendResponseHeaders(time <= 2 ? 200 : 503, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/radio";
        try (MediaSource source = FfmpegMedia.open(url, CONF, RECONNECT)) {
            List<MediaUnit.AudioSamples> audio = TestMedia.audio(TestMedia.drain(source));
            assertThat(audio.stream().mapToInt(MediaUnit::epoch).distinct()).containsExactly(0, 1);
            assertThat(TestMedia.join(audio).length).isBetween(62_000, 70_000);
            assertThat(source.stats().reconnects()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSourceThatNeverSpeaksTimesOut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            MediaException e =
                    catchThrowableOfType(
                            MediaException.class,
                            () ->
                                    FfmpegMedia.open(
                                                    "tcp://127.0.0.1:" + server.getLocalPort(),
                                                    CONF)
                                            .close());
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e).hasMessageContaining("sent nothing for the length of the time-out");
        }
    }

    @Test
    void aTransportStreamOverUdpIsReadUntilStopped() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        AtomicBoolean enough = new AtomicBoolean();
        MediaFormat format = ts();
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(
                        () -> {
                            String target = "udp://127.0.0.1:" + port + "?pkt_size=1316";
                            try (MediaWriter writer = MediaWriter.open(target, format)) {
                                byte[] grey = new byte[3 * 320 * 240];
                                for (int i = 0; i < 600 && !enough.get(); i++) {
                                    writer.writePicture(grey, i * 100_000L);
                                    writer.writeAudio(TestMedia.tone(48_000, 2, 0.1));
                                    LockSupport.parkNanos(30_000_000);
                                }
                            } catch (MediaException e) {
                                throw new AssertionError(e);
                            }
                        });
        try (MediaSource source =
                FfmpegMedia.open("udp://127.0.0.1:" + port, MediaSourceConf.DEFAULT)) {
            long samples = 0;
            while (samples < 16_000) {
                MediaUnit unit = source.next().orElseThrow();
                if (unit instanceof MediaUnit.AudioSamples audio) {
                    samples += audio.pcm().length;
                }
            }
            source.stop();
            for (int i = 0; i < 10_000 && source.next().isPresent(); i++) {
                assertThat(i).isLessThan(9_999);
            }
        } finally {
            enough.set(true);
        }
        sending.get(30, TimeUnit.SECONDS);
    }

    @Test
    void hlsOverHttpIsReadButNotWhatItMayNotName() throws Exception {
        byte[] ts = Files.readAllBytes(TestMedia.film(dir.resolve("a.ts"), ts(), 2));
        Path secret = dir.resolve("secret.ts");
        Files.write(secret, ts);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, "/good.m3u8", playlist("a.ts"));
        serve(server, "/evil.m3u8", playlist(secret.toUri().toString()));
        serve(server, "/a.ts", ts);
        serve(server, "/page.html", "<html>no media</html>".getBytes(StandardCharsets.UTF_8));
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            try (MediaSource source = FfmpegMedia.open(base + "/good.m3u8", CONF)) {
                assertThat(source.info().live()).isFalse();
                short[] pcm = TestMedia.join(TestMedia.audio(TestMedia.drain(source)));
                assertThat(pcm.length).isBetween(30_000, 34_000);
            }
            assertThat(refused(base + "/evil.m3u8").kind())
                    .isIn(Kind.NOT_MEDIA, Kind.NO_TRACKS, Kind.REFUSED, Kind.UNREACHABLE);
            assertThat(refused(base + "/missing.m3u8").kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(refused(base + "/page.html").kind()).isEqualTo(Kind.NOT_MEDIA);
        } finally {
            server.stop(0);
        }
    }

    private static MediaException refused(String url) {
        MediaException e =
                catchThrowableOfType(
                        MediaException.class, () -> FfmpegMedia.open(url, CONF).close());
        assertThat(e).as(url).isNotNull();
        return e;
    }

    private static byte[] playlist(String entry) {
        return ("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\n"
                        + entry
                        + "\n#EXT-X-ENDLIST\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void serve(HttpServer server, String path, byte[] body) {
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
    }

    private static MediaFormat ts() {
        return MediaFormat.sound("mpegts", "aac", 48_000, 2)
                .withPictures("libopenh264", 320, 240, 10);
    }
}
