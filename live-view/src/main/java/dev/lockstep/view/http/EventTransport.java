package dev.lockstep.view.http;

import dev.lockstep.view.push.Message;
import dev.lockstep.view.push.Transport;
import dev.lockstep.view.push.ViewerEnd;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Server-sent events over a servlet's non-blocking output.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventTransport implements Transport, WriteListener {
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServletRequest request;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile Runnable whenReady = () -> {};
    private volatile Runnable whenGone = () -> {};
    private volatile boolean started;
    private boolean greeted;

    EventTransport(HttpServletRequest request, ServletOutputStream out) {
        this.request = request;
        this.out = out;
    }

    /** Begins; the request must be asynchronous by now. */
    void start(Runnable whenReadyAgain, Runnable whenEnded) {
        whenReady = whenReadyAgain;
        whenGone = whenEnded;
        out.setWriteListener(this);
    }

    /** Completes when the answer is at its end. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void onWritePossible() {
        started = true;
        whenReady.run();
    }

    @Override
    public void onError(Throwable failure) {
        whenGone.run();
        done.complete(null);
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public boolean isReady() {
        return started && out.isReady();
    }

    @Override
    public void send(Message message) throws IOException {
        if (greeted) {
            out.write(message.event());
            return;
        }
        greeted = true;
        byte[] first = new byte[RETRY.length + message.size()];
        System.arraycopy(RETRY, 0, first, 0, RETRY.length);
        System.arraycopy(message.event(), 0, first, RETRY.length, message.size());
        out.write(first);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close(ViewerEnd end) {
        done.complete(null);
    }

    @Override
    public void abort() {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
        done.complete(null);
    }
}
