package dev.lockstep.local.run;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.search.LazySearch;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.view.LiveView;
import dev.lockstep.view.ViewException;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.config.ViewServerOptions;
import dev.lockstep.view.http.ViewServerException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The live view of the local pipeline and the search that it offers. Thread-safe. */
final class LocalView implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LiveView view;
    private final Optional<LazySearch> search;

    private LocalView(LiveView view, Optional<LazySearch> search) {
        this.view = view;
        this.search = search;
    }

    /**
     * Starts it and waits until it reads.
     *
     * @throws UserException when its port is taken or it cannot run
     */
    static LocalView start(PipelineConf conf, OptionValues options, Path cacheDir) {
        Optional<LazySearch> search =
                conf.store().map(store -> new LazySearch(store, cacheDir));
        try {
            LiveView view =
                    LiveView.start(
                            ViewConf.of(options),
                            ViewServerOptions.conf(options),
                            ViewServerOptions.history(options),
                            search.map(PassageSearch.class::cast),
                            List::of);
            LocalView local = new LocalView(view, search);
            local.awaitRunning();
            return local;
        } catch (ViewException | ViewServerException e) {
            search.ifPresent(LazySearch::close);
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Where the page is. */
    URI address() {
        return view.address();
    }

    private void awaitRunning() {
        try {
            if (!view.awaitRunning(PATIENCE)) {
                close();
                throw new UserException(
                        "The live view did not get going within "
                                + PATIENCE.toSeconds()
                                + " s; is the machine short of memory or CPU?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        view.close();
        search.ifPresent(LazySearch::close);
    }
}
