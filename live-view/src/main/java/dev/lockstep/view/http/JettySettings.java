package dev.lockstep.view.http;

import io.javalin.config.JettyConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Limits of the server below the API: threads, header sizes, buffers, and what a path may hold. */
final class JettySettings {
    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int MOST_THREADS = 32;
    private static final int FEWEST_THREADS = 4;
    private static final int SEND_BUFFER_BYTES = 64 * 1024;
    private static final long IDLE_MS = 30_000;

    private JettySettings() {}

    static void apply(JettyConfig jetty, ServerSocketChannel socket) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("view-http");
        threads.setDaemon(true);
        jetty.threadPool = threads;
        jetty.modifyHttpConfiguration(JettySettings::configure);
        jetty.modifyServletContextHandler(JettySettings::configure);
        jetty.modifyServer(server -> server.setErrorHandler(new ProblemErrorHandler()));
        jetty.addConnector((server, http) -> connector(server, http, socket));
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setResponseHeaderSize(MOST_HEADER_BYTES);
        // A stream may be named with any character; its name is one encoded part of the path.
        http.setUriCompliance(
                new UriCompliance(
                        "lockstep",
                        EnumSet.of(
                                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)));
    }

    private static void configure(ServletContextHandler handler) {
        handler.getServletHandler().setDecodeAmbiguousURIs(true);
        // Javalin opens a session for each WebSocket, which nothing here reads: no cookie, and
        // gone soon.
        SessionHandler sessions = handler.getSessionHandler();
        sessions.setUsingCookies(false);
        sessions.setMaxInactiveInterval(1);
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, ServerSocketChannel socket) {
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MS);
        // The system's own buffers would hide for megabytes that a viewer does not read.
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }
}
