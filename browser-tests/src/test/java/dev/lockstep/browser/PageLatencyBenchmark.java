package dev.lockstep.browser;

import com.microsoft.playwright.Page;
import dev.lockstep.view.model.ViewJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * Measures how long a caption takes to the page: from the hand-over (to the hub of changes, or with
 * the argument {@code topic} to the producer of the transcripts topic) to the change of the page's
 * DOM. Both clocks are the one of this machine. Prints one line of JSON.
 *
 * <p>Arguments: {@code hub} (default) or {@code topic}, then how many captions, then ms between
 * two.
 */
public final class PageLatencyBenchmark {
    private static final String STREAM = "town-hall";
    private static final int WARM_UP = 20;
    private static final double LAST_SEEN_MS = 30_000;
    private static final long LONGEST_US = Duration.ofMinutes(1).toNanos() / 1_000;

    /** Notes when each number has come into the list of captions. */
    private static final String OBSERVE =
            """
            () => {
              window.seen = {};
              new MutationObserver(() => {
                const now = performance.timeOrigin + performance.now();
                for (const one of document.querySelectorAll('.caption .committed')) {
                  const number = one.textContent.match(/number (\\d+)\\./)?.[1];
                  if (number !== undefined && !(number in window.seen)) {
                    window.seen[number] = now;
                  }
                }
              }).observe(document.querySelector('.caption-list'),
                         { childList: true, subtree: true, characterData: true });
            }
            """;

    private PageLatencyBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        boolean topic = args.length > 0 && args[0].equals("topic");
        int captions = args.length > 1 ? Integer.parseInt(args[1]) : 240;
        long everyMs = args.length > 2 ? Long.parseLong(args[2]) : 100;
        try (Chromium chromium = Chromium.start()) {
            Histogram histogram =
                    topic
                            ? overTopic(chromium, captions, everyMs)
                            : overHub(chromium, captions, everyMs);
            System.out.println(json(topic ? "topic" : "hub", histogram));
        }
    }

    private static Histogram overHub(Chromium chromium, int captions, long everyMs)
            throws InterruptedException {
        try (ScriptedServer server = new ScriptedServer();
                Visit visit = Visit.onDesktop(chromium, server.root())) {
            server.views().add(STREAM);
            return measure(
                    visit,
                    captions,
                    everyMs,
                    number -> server.views().put(STREAM, Samples.caption(number, text(number))));
        }
    }

    private static Histogram overTopic(Chromium chromium, int captions, long everyMs)
            throws InterruptedException {
        try (RealView view = new RealView("latency");
                Visit visit = Visit.onDesktop(chromium, view.root())) {
            view.publish(
                    view.topics().transcripts(), RealRecords.caption(STREAM, 0, 1, "Begin.", ""));
            visit.open("");
            visit.awaitText(".card h2", STREAM, LAST_SEEN_MS);
            return measure(
                    visit,
                    captions,
                    everyMs,
                    number ->
                            view.publish(
                                    view.topics().transcripts(),
                                    RealRecords.caption(STREAM, number + 1L, 1, text(number), "")));
        }
    }

    private static Histogram measure(Visit visit, int captions, long everyMs, IntConsumer publish)
            throws InterruptedException {
        Page page = visit.open("#/streams/" + STREAM);
        visit.awaitText(".badge-connection-live", "connected");
        page.evaluate(OBSERVE);
        List<Double> handedOver = new ArrayList<>();
        int all = captions + WARM_UP;
        for (int number = 0; number < all; number++) {
            handedOver.add(nowMs());
            publish.accept(number);
            Thread.sleep(everyMs);
        }
        visit.awaitText(".caption", text(all - 1), LAST_SEEN_MS);
        @SuppressWarnings("unchecked")
        Map<String, Number> seen = (Map<String, Number>) page.evaluate("() => window.seen");
        Histogram histogram = new Histogram(LONGEST_US, 3);
        for (int number = WARM_UP; number < all; number++) {
            Number at = seen.get(String.valueOf(number));
            if (at == null) {
                throw new IllegalStateException("Caption " + number + " never came.");
            }
            double ms = at.doubleValue() - handedOver.get(number);
            histogram.recordValue(Math.max(0, Math.round(ms * 1_000)));
        }
        return histogram;
    }

    private static String text(int number) {
        return "This is the caption with the number " + number + ".";
    }

    private static double nowMs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000.0 + now.getNano() / 1_000_000.0;
    }

    private static String json(String from, Histogram histogram) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("from", from);
        figures.put("captions", histogram.getTotalCount());
        figures.put("p50_ms", histogram.getValueAtPercentile(50) / 1_000.0);
        figures.put("p95_ms", histogram.getValueAtPercentile(95) / 1_000.0);
        figures.put("p99_ms", histogram.getValueAtPercentile(99) / 1_000.0);
        figures.put("max_ms", histogram.getMaxValue() / 1_000.0);
        return ViewJson.mapper().valueToTree(figures).toString();
    }
}
