package dev.lockstep.view.http;

import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchMode;
import dev.lockstep.sink.search.SearchQuery;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Search over the store. Thread-safe. */
final class SearchHandler implements Handler {
    private static final int HITS = 20;
    private static final Set<String> MODALITIES = Set.of("speech", "screen", "object", "chat");

    private final ViewServices services;

    SearchHandler(ViewServices services) {
        this.services = services;
    }

    @Override
    public void handle(Context context) {
        SearchQuery query = query(context);
        PassageSearch search =
                services.search()
                        .orElseThrow(
                                () ->
                                        HttpProblem.unavailable(
                                                "No store is attached to this view.",
                                                "Start it with a store; ./lockstep demo does.",
                                                60));
        long startMs = services.clock().millis();
        List<SearchHit> hits = search.search(query);
        StreamHandlers.answer(
                context,
                new Answer(
                        query.text(),
                        query.mode().name().toLowerCase(Locale.ROOT),
                        Math.max(0, services.clock().millis() - startMs),
                        hits));
    }

    private static SearchQuery query(Context context) {
        Set<String> modalities = Set.copyOf(context.queryParams("modality"));
        if (!MODALITIES.containsAll(modalities)) {
            throw HttpProblem.badRequest(
                    "A modality is unknown.", "Give speech, screen, object or chat.");
        }
        int limit = Parameters.number(context, "limit", HITS, 1, SearchQuery.MAX_LIMIT);
        try {
            return new SearchQuery(
                    Objects.requireNonNullElse(context.queryParam("q"), ""),
                    Set.copyOf(context.queryParams("stream")),
                    modalities,
                    Parameters.number(context, "from_ms"),
                    Parameters.number(context, "to_ms"),
                    mode(context),
                    limit);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(
                    Objects.requireNonNullElse(e.getMessage(), "The query cannot be answered."),
                    "Ask like /api/v1/search?q=what+was+said&mode=words&limit=5");
        }
    }

    private static SearchMode mode(Context context) {
        String mode = Objects.requireNonNullElse(context.queryParam("mode"), "hybrid");
        for (SearchMode each : SearchMode.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(mode)) {
                return each;
            }
        }
        throw HttpProblem.badRequest("The mode is unknown.", "Give words, meaning or hybrid.");
    }

    private record Answer(String query, String mode, long tookMs, List<SearchHit> hits) {}
}
