package dev.lockstep.view.query;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.state.CaptionPosition;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.topology.StoredRecordException;
import dev.lockstep.view.topology.StreamReader;
import dev.lockstep.view.topology.StreamReader.PlacedCaption;
import dev.lockstep.view.topology.StreamSummaries;
import dev.lockstep.view.topology.ViewTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Answers from the state of this instance alone. Thread-safe. */
public final class LocalStreamViews implements StreamViews {
    private static final int MAX_LIMIT = 1000;

    private final LocalStores stores;
    private final Duration silentAfter;
    private final Clock clock;

    /**
     * Over an application that is started.
     *
     * @param silentAfter a stream from which nothing comes for so long is silent
     */
    public LocalStreamViews(
            KafkaStreams streams,
            ViewTopics topics,
            SchemaRegistry registry,
            Duration silentAfter,
            Clock clock) {
        this.stores = new LocalStores(streams, topics, registry);
        this.silentAfter = silentAfter;
        this.clock = clock;
    }

    @Override
    public List<StreamSummary> streams() {
        if (stores.isSpare()) {
            return List.of();
        }
        long nowMs = clock.millis();
        return readable(
                () ->
                        stores.askAll(
                                reader -> {
                                    StreamSummaries summaries =
                                            new StreamSummaries(reader, silentAfter);
                                    return reader.states().stream()
                                            .map(state -> summaries.summary(state, nowMs))
                                            .sorted(Comparator.comparing(StreamSummary::stream))
                                            .toList();
                                }));
    }

    @Override
    public StreamDetail stream(String stream) {
        long nowMs = clock.millis();
        return ask(
                stream,
                (reader, state) -> new StreamSummaries(reader, silentAfter).detail(state, nowMs));
    }

    @Override
    public CaptionPage captions(String stream, Optional<String> cursor, int limit) {
        checkLimit(limit);
        CaptionPosition from = cursor.map(CaptionCursor::read).orElse(null);
        return ask(stream, (reader, state) -> page(reader, state, from, limit));
    }

    private static CaptionPage page(
            StreamReader reader, StreamState state, @Nullable CaptionPosition from, int limit) {
        CaptionPosition floor = state.captionFloor();
        if (from != null && floor != null && from.compareTo(floor) < 0) {
            throw new ExpiredCursorException(
                    "Captions that follow this cursor are not kept any more: begin again without"
                            + " a cursor.");
        }
        List<PlacedCaption> found = reader.captionsAfter(state, from, limit + 1);
        boolean more = found.size() > limit;
        List<PlacedCaption> shown = more ? found.subList(0, limit) : found;
        return new CaptionPage(
                state.stream(),
                shown.stream().map(PlacedCaption::caption).toList(),
                more ? CaptionCursor.write(shown.get(limit - 1).position()) : null);
    }

    @Override
    public List<CaptionView> newestCaptions(String stream, int limit) {
        checkLimit(limit);
        return ask(stream, (reader, state) -> reader.newestCaptions(state, limit));
    }

    @Override
    public List<WindowView> windows(String stream, long fromMs, long toMs) {
        return ask(stream, (reader, state) -> reader.windows(state, fromMs, toMs));
    }

    @Override
    public List<TurnView> turns(String stream) {
        return ask(stream, StreamReader::turns);
    }

    @Override
    public ComplianceView compliance(String stream) {
        return ask(stream, StreamReader::compliance);
    }

    @Override
    public Optional<FrameView> frame(String stream) {
        return ask(stream, StreamReader::frame);
    }

    private <R> R ask(String stream, BiFunction<StreamReader, StreamState, R> question) {
        return readable(
                () ->
                        stores.ask(
                                stream,
                                reader ->
                                        question.apply(
                                                reader,
                                                reader.state(stream)
                                                        .orElseThrow(() -> unknown(stream)))));
    }

    private UnknownStreamException unknown(String stream) {
        return StreamNames.unknown(
                stream,
                stores.askAll(
                        reader -> reader.states().stream().map(StreamState::stream).toList()));
    }

    private interface Question<R> {
        R answer();
    }

    private static <R> R readable(Question<R> question) {
        try {
            return question.answer();
        } catch (StoredRecordException e) {
            throw new ViewNotReadyException(
                    "The view cannot read its state, because the schema registry does not answer:"
                            + " ask again soon.");
        }
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "The limit " + limit + " is not between 1 and " + MAX_LIMIT + ".");
        }
    }
}
