package dev.lockstep.view.http;

import dev.lockstep.view.config.ViewServerConf;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.List;

/**
 * The HTTP server of the view. {@link #close} sends viewers away and frees the port.
 *
 * <p>Thread-safe.
 */
public final class ViewServer implements AutoCloseable {
    private static final int LEAST_COMPRESSED_BYTES = 1_024;
    private static final int GZIP_LEVEL = 6;

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
        ViewMetrics metrics = new ViewMetrics(services.registry());
        metrics.watch(
                "lockstep.view.history.bytes",
                "Changes kept for viewers who come back",
                services.hub()::historyBytes);
        Viewers viewers = new Viewers(conf, metrics);
        Routes routes = new Routes(conf, services, viewers, metrics);
        Javalin javalin = Javalin.create(config -> configure(config, conf, routes));
        try {
            javalin.start(conf.host(), conf.port());
        } catch (JavalinBindException e) {
            viewers.close();
            javalin.stop();
            throw new ViewServerException(conf, e);
        }
        return new ViewServer(
                javalin, viewers, repeater.every(conf.heartbeat(), viewers::beat), routes.paths());
    }

    private static void configure(JavalinConfig config, ViewServerConf conf, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        CompressionStrategy compression = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        compression.setDefaultMinSizeForCompression(LEAST_COMPRESSED_BYTES);
        config.http.compressionStrategy = compression;
        config.router.ignoreTrailingSlashes = false;
        JettySettings.apply(config.jetty, conf);
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
