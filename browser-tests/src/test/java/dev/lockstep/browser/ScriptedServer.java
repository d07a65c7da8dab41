package dev.lockstep.browser;

import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchQuery;
import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.http.ViewServer;
import dev.lockstep.view.http.ViewServices;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.push.ChangeHub;
import dev.lockstep.view.push.HistoryConf;
import dev.lockstep.view.query.StreamOwners;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The real server over scripted state; it can be stopped and started again on its port. */
final class ScriptedServer implements AutoCloseable {
    private final ScriptedViews views = new ScriptedViews();
    private ViewServer server;
    private final int port;

    ScriptedServer() {
        server = start(0);
        port = server.port();
    }

    ScriptedViews views() {
        return views;
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void stop() {
        server.close();
    }

    /** With a hub that knows nothing of the one before, as another process would have. */
    void startAgain() {
        server = start(port);
    }

    private ViewServer start(int onPort) {
        ChangeHub hub = new ChangeHub(HistoryConf.STANDARD);
        views.tell(hub);
        return ViewServer.start(
                ViewServerConf.STANDARD.onPort(onPort),
                new ViewServices(
                        views,
                        views,
                        new Alone(),
                        hub,
                        Optional.of(new WordSearch()),
                        List::of,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        InstantSource.system()));
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Alone implements StreamOwners {
        @Override
        public Optional<URI> remoteOwner(String stream) {
            return Optional.empty();
        }

        @Override
        public List<URI> others() {
            return List.of();
        }
    }

    /** Captions that contain the query; the real search has tests of its own. */
    private final class WordSearch implements PassageSearch {
        @Override
        public List<SearchHit> search(SearchQuery query) {
            return views.streams().stream()
                    .flatMap(
                            stream ->
                                    views
                                            .newestCaptions(stream.stream(), Integer.MAX_VALUE)
                                            .stream()
                                            .filter(one -> one.committed().contains(query.text()))
                                            .map(one -> hit(stream.stream(), one)))
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        private static SearchHit hit(String stream, CaptionView caption) {
            return new SearchHit(
                    stream,
                    caption.source(),
                    "speech",
                    caption.startMs(),
                    caption.endMs(),
                    caption.eventTimeMs(),
                    caption.committed(),
                    1,
                    List.of("words"));
        }
    }
}
