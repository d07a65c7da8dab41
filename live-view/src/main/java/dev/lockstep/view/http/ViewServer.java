package dev.lockstep.view.http;

import dev.lockstep.view.config.ViewServerConf;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the view. {@link #close} sends viewers away and frees the port.
 *
 * <p>Thread-safe.
 */
public final class ViewServer implements AutoCloseable {
    private static final int LEAST_COMPRESSED_BYTES = 1_024;
    private static final int GZIP_LEVEL = 6;
    private static final int ACCEPT_QUEUE = 64;

    private final Javalin javalin;
    private final Viewers viewers;
    private final Runnable heart;
    private final List<String> paths;

    private ViewServer(Javalin javalin, Viewers viewers, Runnable heart, List<String> paths) {
        this.paths = paths;
        this.javalin = javalin;
        this.viewers = viewers;
        this.heart = heart;
    }

    /**
     * Starts a server.
     *
     * @throws ViewServerException when the port cannot be had
     */
    public static ViewServer start(ViewServerConf conf, ViewServices services) {
        return start(conf, services, Repeater.onThread("view-heart"));
    }

    /** The same with another heart. */
    static ViewServer start(ViewServerConf conf, ViewServices services, Repeater repeater) {
        ServerSocketChannel socket = listen(conf);
        ViewMetrics metrics = new ViewMetrics(services.registry());
        metrics.watch(
                "lockstep.view.history.bytes",
                "Changes kept for viewers who come back",
                services.hub()::historyBytes);
        Viewers viewers = new Viewers(conf, metrics);
        Routes routes = new Routes(conf, services, viewers, metrics);
        Javalin javalin = Javalin.create(config -> configure(config, socket, routes));
        javalin.start();
        return new ViewServer(
                javalin, viewers, repeater.every(conf.heartbeat(), viewers::beat), routes.paths());
    }

    /**
     * The port that a server would get now, a free one for 0: asked before anything else is
     * started, it makes a port that is taken cost one sentence.
     *
     * @throws ViewServerException when the port cannot be had
     */
    public static int availablePort(ViewServerConf conf) {
        try (ServerSocketChannel socket = listen(conf)) {
            return socket.socket().getLocalPort();
        } catch (IOException e) {
            throw new ViewServerException(conf, e);
        }
    }

    private static ServerSocketChannel listen(ViewServerConf conf) {
        ServerSocketChannel socket = null;
        try {
            socket = ServerSocketChannel.open();
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(conf.host(), conf.port()), ACCEPT_QUEUE);
            return socket;
        } catch (IOException | IllegalArgumentException e) {
            // The second for a name that is not known, and for a port beyond 65535.
            close(socket);
            throw new ViewServerException(conf, e);
        }
    }

    private static void close(@Nullable ServerSocketChannel socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It was never bound.
        }
    }

    private static void configure(JavalinConfig config, ServerSocketChannel socket, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        CompressionStrategy compression = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        compression.setDefaultMinSizeForCompression(LEAST_COMPRESSED_BYTES);
        config.http.compressionStrategy = compression;
        config.router.ignoreTrailingSlashes = false;
        JettySettings.apply(config.jetty, socket);
        routes.register(config.routes);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** The addresses that it answers, as the description of the API writes them. */
    List<String> paths() {
        return paths;
    }

    /** How many watch. */
    int viewers() {
        return viewers.size();
    }

    @Override
    public void close() {
        heart.run();
        viewers.close();
        javalin.stop();
    }
}
