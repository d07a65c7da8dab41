package dev.lockstep.producer.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A camera that is heard but not seen: RTSP with RTP inside its connection, a tone of 440 Hz as
 * G.711. FFmpeg publishes to RTSP servers but is none that can be played from.
 */
final class RtspCamera implements AutoCloseable {
    private static final int PACKET_SAMPLES = 160;
    private static final int RATE_HZ = 8_000;
    private static final String DESCRIPTION =
            String.join(
                    "\r\n",
                    "v=0",
                    "o=- 0 0 IN IP4 127.0.0.1",
                    "s=talk",
                    "t=0 0",
                    "m=audio 0 RTP/AVP 0",
                    "c=IN IP4 0.0.0.0",
                    "a=control:track1",
                    "");

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);

    RtspCamera() throws IOException {
        server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        inThread(this::serve);
    }

    String url() {
        return "rtsp://127.0.0.1:" + server.getLocalPort() + "/talk";
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            String method = "";
            while (!method.equals("PLAY")) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                method = line.split(" ", 2)[0];
                String sequence = "";
                for (String header = in.readLine();
                        header != null && !header.isEmpty();
                        header = in.readLine()) {
                    if (header.startsWith("CSeq:")) {
                        sequence = header;
                    }
                }
                answer(out, method, sequence);
            }
            send(out);
        } catch (IOException e) {
            // The viewer has gone, or the test is over.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(OutputStream out, String method, String sequence) throws IOException {
        String more =
                switch (method) {
                    case "DESCRIBE" ->
                            "Content-Base: "
                                    + url()
                                    + "/\r\nContent-Type: application/sdp\r\nContent-Length: "
                                    + DESCRIPTION.length()
                                    + "\r\n\r\n"
                                    + DESCRIPTION;
                    case "SETUP" ->
                            "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
                    case "PLAY" -> "Session: 1\r\n\r\n";
                    default -> "Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n";
                };
        out.write(
                ("RTSP/1.0 200 OK\r\n" + sequence + "\r\n" + more)
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void send(OutputStream out) throws IOException, InterruptedException {
        for (int packet = 0; !closed.await(10, TimeUnit.MILLISECONDS); packet++) {
            ByteBuffer rtp = ByteBuffer.allocate(4 + 12 + PACKET_SAMPLES);
            rtp.put((byte) '$').put((byte) 0).putShort((short) (12 + PACKET_SAMPLES));
            rtp.put((byte) 0x80).put((byte) 0).putShort((short) packet);
            rtp.putInt(packet * PACKET_SAMPLES).putInt(0x10c5);
            for (int i = 0; i < PACKET_SAMPLES; i++) {
                long at = (long) packet * PACKET_SAMPLES + i;
                double phase = 2 * Math.PI * TestMedia.TONE_HZ * at / RATE_HZ;
                rtp.put(muLaw((int) (12_000 * Math.sin(phase))));
            }
            out.write(rtp.array());
            out.flush();
        }
    }

    /** G.711: sign, exponent and four bits of mantissa, all inverted. */
    private static byte muLaw(int sample) {
        int magnitude = Math.min(Math.abs(sample), 32_635) + 132;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0xf;
        return (byte) ~((sample < 0 ? 0x80 : 0) | exponent << 4 | mantissa);
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "test-camera");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
