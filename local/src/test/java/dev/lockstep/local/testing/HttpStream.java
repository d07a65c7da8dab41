package dev.lockstep.local.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A radio on this machine that goes off the air for a while: a programme, a pause, another
 * programme, the end. What it sends comes at the speed of the clock and has no length, as from a
 * streaming server.
 */
public final class HttpStream implements AutoCloseable {
    private static final int SLICES_A_SECOND = 10;
    private static final byte[] HEADER =
            String.join(
                            "\r\n",
                            "HTTP/1.1 200 OK",
                            "Content-Type: video/mp2t",
                            "Connection: close",
                            "Transfer-Encoding: chunked",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final byte[] programme;
    private final byte[] other;
    private final double seconds;
    private final long pauseMs;
    private final boolean hangsUp;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch pauseIsOver = new CountDownLatch(1);
    private final AtomicBoolean playedAgain = new AtomicBoolean();

    /**
     * Starts to serve.
     *
     * @param programme what it sends first
     * @param other what it sends after the pause
     * @param seconds how long each lasts
     * @param pauseMs how long it is off the air
     * @param hangsUp whether listeners lose their connection in the pause, instead of hearing
     *     nothing
     */
    public HttpStream(byte[] programme, byte[] other, double seconds, long pauseMs, boolean hangsUp)
            throws IOException {
        this.programme = programme;
        this.other = other;
        this.seconds = seconds;
        this.pauseMs = pauseMs;
        this.hangsUp = hangsUp;
        this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        inThread(this::serve);
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/live";
    }

    private void serve() {
        for (boolean first = true; ; first = false) {
            try {
                Socket socket = server.accept();
                boolean isFirst = first;
                inThread(() -> serve(socket, isFirst));
            } catch (IOException e) {
                // The end of the radio.
                return;
            }
        }
    }

    private void serve(Socket socket, boolean first) {
        try (socket) {
            readRequest(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            if (first) {
                play(programme, out);
                inThread(this::pause);
            }
            if (!first && hangsUp && pauseIsOver.getCount() > 0) {
                return;
            }
            if (!hangsUp || !first) {
                pauseIsOver.await();
                if (!first && listens(socket) && playedAgain.compareAndSet(false, true)) {
                    play(other, out);
                    // The one end that can be told from a loss.
                    chunk(out, new byte[0]);
                    server.close();
                }
            }
        } catch (IOException e) {
            // The listener has hung up.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            closed.await(pauseMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pauseIsOver.countDown();
    }

    private void play(byte[] bytes, OutputStream out) throws IOException, InterruptedException {
        out.write(HEADER);
        int slices = (int) Math.ceil(seconds * SLICES_A_SECOND);
        for (int i = 0; i < slices; i++) {
            int from = (int) ((long) bytes.length * i / slices);
            int to = (int) ((long) bytes.length * (i + 1) / slices);
            chunk(out, Arrays.copyOfRange(bytes, from, to));
            closed.await(1_000 / SLICES_A_SECOND, TimeUnit.MILLISECONDS);
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** A socket closed with a request unread would take what was sent with it. */
    private static void readRequest(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
        }
    }

    /** Whether the other side is still there. */
    private static boolean listens(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        try {
            while (socket.getInputStream().read() >= 0) {
                // Says no more, usually.
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "test-radio");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
