package dev.lockstep.sink.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to the store. Immutable.
 *
 * @param text what is looked for
 * @param streams only these; empty for all
 * @param modalities only these, of speech, screen, object and chat; empty for all
 * @param fromMs only passages that end after it or begin no earlier, media time in ms; null from
 *     the start
 * @param toMs only passages that start before it, media time in ms; null to the end
 * @param mode by words, by meaning or both
 * @param limit at most as many hits, 1..100
 */
public record SearchQuery(
        String text,
        Set<String> streams,
        Set<String> modalities,
        @Nullable Long fromMs,
        @Nullable Long toMs,
        SearchMode mode,
        int limit) {
    /** Longest query, characters; what is longer is refused. */
    public static final int MAX_CHARS = 1_000;

    /** Most hits. */
    public static final int MAX_LIMIT = 100;

    /** Refuses what no search can answer. */
    public SearchQuery {
        streams = Set.copyOf(streams);
        modalities = Set.copyOf(modalities);
        if (text.isBlank()) {
            throw new IllegalArgumentException("The query is empty: say what to look for.");
        }
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "The query has "
                            + text.length()
                            + " characters; at most "
                            + MAX_CHARS
                            + " are searched for. Shorten it.");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "The limit is " + limit + "; give one from 1 to " + MAX_LIMIT + ".");
        }
        if (fromMs != null && toMs != null && fromMs >= toMs) {
            throw new IllegalArgumentException(
                    "The time from " + fromMs + " to " + toMs + " ms is empty: swap the two.");
        }
    }
}
