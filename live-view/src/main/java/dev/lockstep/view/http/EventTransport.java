package dev.lockstep.view.http;

import dev.lockstep.view.push.Message;
import dev.lockstep.view.push.Transport;
import dev.lockstep.view.push.ViewerEnd;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events over a servlet's non-blocking output.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventTransport implements Transport, WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventTransport.class);
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);

    private final EndPoint connection;
    private final ServletOutputStream out;
    private final AsyncContext answer;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Runnable whenReady = () -> {};
    private volatile Runnable whenGone = () -> {};
    private volatile boolean started;
    private boolean greeted;

    /**
     * @param request a request that is asynchronous by now
     */
    EventTransport(HttpServletRequest request, ServletOutputStream out) {
        this.answer = request.getAsyncContext();
        this.connection =
                ServletContextRequest.getServletContextRequest(request)
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint();
        this.out = out;
    }

    void start(Runnable whenReadyAgain, Runnable whenEnded) {
        whenReady = whenReadyAgain;
        whenGone = whenEnded;
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        started = true;
        whenReady.run();
    }

    @Override
    public void onError(Throwable failure) {
        whenGone.run();
        end();
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
        end();
    }

    @Override
    public void abort() {
        connection.close();
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            try {
                answer.complete();
            } catch (RuntimeException e) {
                LOG.debug("The answer had ended before: {}", e.getMessage());
            }
        }
    }
}
