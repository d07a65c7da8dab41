package dev.lockstep.view.query;

import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.topology.ViewMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for all instances: from the state here, or by asking the instance that has a stream.
 * Thread-safe; blocks for another instance for two seconds at most.
 *
 * <p>In the list of streams an instance that does not answer is left out, and counted.
 */
public final class ClusterStreamViews implements StreamViews {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterStreamViews.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final StreamViews local;
    private final StreamOwners owners;
    private final ViewMetrics metrics;
    private final Executor executor;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    /**
     * Over the state here.
     *
     * @param executor asks several instances at once
     */
    public ClusterStreamViews(
            StreamViews local, StreamOwners owners, ViewMetrics metrics, Executor executor) {
        this.local = local;
        this.owners = owners;
        this.metrics = metrics;
        this.executor = executor;
    }

    @Override
    public List<StreamSummary> streams() {
        List<CompletableFuture<List<StreamSummary>>> asked =
                owners.others().stream()
                        .map(
                                other ->
                                        CompletableFuture.supplyAsync(
                                                () -> streamsOf(other), executor))
                        .toList();
        Map<String, StreamSummary> found = new TreeMap<>();
        local.streams().forEach(summary -> found.put(summary.stream(), summary));
        for (CompletableFuture<List<StreamSummary>> answer : asked) {
            try {
                answer.join().forEach(summary -> found.putIfAbsent(summary.stream(), summary));
            } catch (CompletionException e) {
                LOG.warn("An instance of the view could not be asked.", e);
            }
        }
        return List.copyOf(found.values());
    }

    private List<StreamSummary> streamsOf(URI other) {
        try {
            return new RemoteStreamViews(client, other).streams();
        } catch (RuntimeException e) {
            metrics.unanswered(other.toString());
            LOG.debug("The list lacks the streams of {}: {}", other, e.getMessage());
            return List.of();
        }
    }

    @Override
    public StreamDetail stream(String stream) {
        return ask(stream, views -> views.stream(stream));
    }

    @Override
    public CaptionPage captions(String stream, Optional<String> cursor, int limit) {
        return ask(stream, views -> views.captions(stream, cursor, limit));
    }

    @Override
    public List<CaptionView> newestCaptions(String stream, int limit) {
        return ask(stream, views -> views.newestCaptions(stream, limit));
    }

    @Override
    public List<WindowView> windows(String stream, long fromMs, long toMs) {
        return ask(stream, views -> views.windows(stream, fromMs, toMs));
    }

    @Override
    public List<TurnView> turns(String stream) {
        return ask(stream, views -> views.turns(stream));
    }

    @Override
    public ComplianceView compliance(String stream) {
        return ask(stream, views -> views.compliance(stream));
    }

    @Override
    public Optional<FrameView> frame(String stream) {
        return ask(stream, views -> views.frame(stream));
    }

    private <R> R ask(String stream, Function<StreamViews, R> question) {
        Optional<URI> remote = owners.remoteOwner(stream);
        try {
            if (remote.isEmpty()) {
                return question.apply(local);
            }
            return question.apply(new RemoteStreamViews(client, remote.get()));
        } catch (UnknownStreamException e) {
            if (owners.others().isEmpty()) {
                throw e;
            }
            // The owner of a name that nobody has knows its own streams only.
            throw StreamNames.unknown(
                    stream, streams().stream().map(StreamSummary::stream).toList());
        } catch (ViewNotReadyException e) {
            remote.ifPresent(other -> metrics.unanswered(other.toString()));
            throw e;
        }
    }
}
