package dev.lockstep.view.http;

import dev.lockstep.view.push.Message;
import dev.lockstep.view.push.Transport;
import dev.lockstep.view.push.ViewerEnd;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Messages over a WebSocket, one on its way at a time. */
final class WebSocketTransport implements Transport {
    private final Session session;
    private volatile boolean sending;
    private volatile Runnable whenReady = () -> {};
    private volatile Runnable whenGone = () -> {};

    WebSocketTransport(Session session) {
        this.session = session;
    }

    void start(Runnable whenReadyAgain, Runnable whenEnded) {
        whenReady = whenReadyAgain;
        whenGone = whenEnded;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public boolean isReady() {
        return !sending;
    }

    @Override
    public void send(Message message) {
        sending = true;
        Callback callback =
                Callback.from(
                        () -> {
                            sending = false;
                            whenReady.run();
                        },
                        failure -> whenGone.run());
        if (message.type().equals(Message.HEARTBEAT)) {
            session.sendPing(ByteBuffer.allocate(0), callback);
        } else {
            session.sendText(message.text(), callback);
        }
    }

    @Override
    public void flush() {
        // A message is on its way as soon as it is sent.
    }

    @Override
    public void close(ViewerEnd end) {
        session.close(end.closeCode(), end.reason(), Callback.NOOP);
    }

    @Override
    public void abort() {
        session.disconnect();
    }
}
