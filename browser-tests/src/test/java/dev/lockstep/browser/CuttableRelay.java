package dev.lockstep.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands bytes on to a server, until the connections are cut as by a network. Thread-safe. */
final class CuttableRelay implements AutoCloseable {
    private final URI target;
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    CuttableRelay(URI target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("relay", this::accept);
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Ends all connections and lets none come about. */
    void cut() {
        refusing = true;
        open.forEach(CuttableRelay::end);
        open.clear();
    }

    void mend() {
        refusing = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (refusing) {
                    end(near);
                    continue;
                }
                Socket far = new Socket(target.getHost(), target.getPort());
                open.add(near);
                open.add(far);
                start("relay-up", () -> copy(near, far));
                start("relay-down", () -> copy(far, near));
            } catch (IOException e) {
                // The relay or its target has gone; whoever waits sees the end of a connection.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
