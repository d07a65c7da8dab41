package dev.lockstep.view;

import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.http.HealthCheck;
import dev.lockstep.view.http.ViewServer;
import dev.lockstep.view.http.ViewServices;
import dev.lockstep.view.push.ChangeHub;
import dev.lockstep.view.push.HistoryConf;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The live view as a whole: the state of the streams, the API over it and the page. Thread-safe;
 * closing frees the port and leaves the state on disk.
 */
public final class LiveView implements AutoCloseable {
    private final PrometheusMeterRegistry meters;
    private final ViewApplication application;
    private final ViewServer server;
    private final ComplianceGauges compliance;
    private final String host;

    private LiveView(
            PrometheusMeterRegistry meters,
            ViewApplication application,
            ViewServer server,
            ComplianceGauges compliance,
            String host) {
        this.meters = meters;
        this.application = application;
        this.server = server;
        this.compliance = compliance;
        this.host = host;
    }

    /**
     * Starts it; the page is served at once, streams appear as they are read.
     *
     * @param history what is kept for viewers who come back
     * @param search search over a store, which stays the caller's; empty without one
     * @param more how other parts are, such as the store; asked whenever health is
     * @throws ViewException when it cannot run on these topics
     * @throws dev.lockstep.view.http.ViewServerException when the port cannot be had
     */
    public static LiveView start(
            ViewConf conf,
            ViewServerConf serverConf,
            HistoryConf history,
            Optional<PassageSearch> search,
            Supplier<List<HealthCheck>> more) {
        Clock clock = Clock.systemUTC();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        ChangeHub hub = new ChangeHub(history);
        ViewApplication application = ViewApplication.start(conf, hub, meters, clock);
        try {
            ViewServer server =
                    ViewServer.start(
                            serverConf,
                            new ViewServices(
                                    application.views(),
                                    application.localViews(),
                                    application.owners(),
                                    hub,
                                    search,
                                    () -> health(application, more.get()),
                                    meters,
                                    clock));
            return new LiveView(
                    meters,
                    application,
                    server,
                    ComplianceGauges.start(application.localViews(), meters),
                    serverConf.host());
        } catch (RuntimeException e) {
            application.close();
            throw e;
        }
    }

    /** Waits until it has its share of the streams; false when that took too long. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return application.awaitRunning(timeout);
    }

    /** Where the page is; an address that listens everywhere is told as this machine. */
    public URI address() {
        String shown = host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
        return URI.create("http://" + shown + ":" + server.port());
    }

    /** Whether it works; false when it has ended or given up. */
    public boolean isAlive() {
        return application.isAlive();
    }

    @Override
    public void close() {
        compliance.close();
        server.close();
        application.close();
        meters.close();
    }

    private static List<HealthCheck> health(ViewApplication view, List<HealthCheck> more) {
        HealthCheck state =
                new HealthCheck("view", view.isRunning(), "The view is " + view.state() + ".");
        return Stream.concat(Stream.of(state), more.stream()).toList();
    }
}
