package dev.lockstep.local.run;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.search.LazySearch;
import dev.lockstep.local.search.StoreHealth;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.view.LiveView;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.config.ViewServerOptions;
import dev.lockstep.view.http.HealthCheck;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The live view of this process and the search that it offers. Thread-safe. */
public final class LocalView implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LiveView view;
    private final Optional<LazySearch> search;

    private LocalView(LiveView view, Optional<LazySearch> search) {
        this.view = view;
        this.search = search;
    }

    /**
     * Starts it; the page is served at once, streams appear as they are read.
     *
     * @param options of the view and of its server
     * @param store what is searched, and how it is; empty without one
     * @param cacheDir the model cache, for the encoder of queries
     * @throws dev.lockstep.view.ViewException when it cannot run on these topics
     * @throws dev.lockstep.view.http.ViewServerException when its port is taken
     */
    static LocalView open(OptionValues options, Optional<StoreHealth> store, Path cacheDir) {
        Optional<LazySearch> search = store.map(health -> new LazySearch(health.store(), cacheDir));
        try {
            LiveView view =
                    LiveView.start(
                            ViewConf.of(options),
                            ViewServerOptions.conf(options),
                            ViewServerOptions.history(options),
                            search.map(PassageSearch.class::cast),
                            () -> health(store));
            return new LocalView(view, search);
        } catch (RuntimeException e) {
            search.ifPresent(LazySearch::close);
            throw e;
        }
    }

    /**
     * The same, and waits until it reads.
     *
     * @throws UserException when that takes too long
     */
    static LocalView start(OptionValues options, Optional<StoreHealth> store, Path cacheDir) {
        LocalView local = open(options, store, cacheDir);
        try {
            if (!local.awaitRunning(PATIENCE)) {
                local.close();
                throw new UserException(
                        "The live view did not get going within "
                                + PATIENCE.toSeconds()
                                + " s; is the machine short of memory or CPU?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return local;
    }

    /** Where the page is. */
    public URI address() {
        return view.address();
    }

    /** Whether it works; false when it has ended or given up. */
    public boolean isAlive() {
        return view.isAlive();
    }

    /** Waits until it has its share of the streams; false when that took too long. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return view.awaitRunning(timeout);
    }

    @Override
    public void close() {
        view.close();
        search.ifPresent(LazySearch::close);
    }

    private static List<HealthCheck> health(Optional<StoreHealth> store) {
        return store.map(StoreHealth::check).stream().toList();
    }
}
