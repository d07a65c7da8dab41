package dev.lockstep.local.search;

import dev.lockstep.local.terminal.Printable;
import dev.lockstep.local.terminal.TimeCode;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.terms.TermAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Hits as lines for people. For one thread. */
public final class HitText implements AutoCloseable {
    private static final String BRIGHT = "\u001b[1m";
    private static final String RESET = "\u001b[0m";
    private static final int US_PER_MS = 1_000;

    private final TermAnalyzer analyzer = new TermAnalyzer();
    private final Set<String> terms;
    private final boolean styled;

    /**
     * Lines for the hits of a query.
     *
     * @param query its words are emphasised where they occur
     * @param styled whether the output shows emphasis
     */
    public HitText(String query, boolean styled) {
        this.terms = Set.copyOf(analyzer.terms(query));
        this.styled = styled;
    }

    /**
     * Time, modality, stream where there are several, and text of each hit, one a line.
     *
     * @param hits in their order
     */
    public List<String> lines(List<SearchHit> hits) {
        boolean several = hits.stream().map(SearchHit::stream).distinct().count() > 1;
        int width =
                hits.stream().mapToInt(hit -> Printable.of(hit.stream()).length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (SearchHit hit : hits) {
            String stream = several ? pad(Printable.of(hit.stream()), width) + "  " : "";
            lines.add(
                    String.format(Locale.ROOT, "%9s", TimeCode.of(hit.startMs() * US_PER_MS))
                            + "  "
                            + stream
                            + pad(Printable.of(hit.modality()), "speech".length())
                            + "  "
                            + emphasised(Printable.of(hit.text())));
        }
        return lines;
    }

    @Override
    public void close() {
        analyzer.close();
    }

    private String emphasised(String text) {
        if (!styled) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<= )|(?= )", -1)) {
            boolean asked = analyzer.terms(word).stream().anyMatch(terms::contains);
            line.append(asked ? BRIGHT + word + RESET : word);
        }
        return line.toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
