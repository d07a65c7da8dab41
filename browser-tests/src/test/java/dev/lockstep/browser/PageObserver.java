package dev.lockstep.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * Notes in the page when each text has first been shown, in ms since the epoch. It looks on while
 * the page changes and asks for nothing. One thread.
 */
final class PageObserver {
    private static final String OBSERVE =
            """
            () => {
              const seen = { captions: {}, lines: {}, pieces: {} };
              const boxes = {};
              const note = (kind, selector) => {
                const now = performance.timeOrigin + performance.now();
                const fresh = [];
                for (const one of document.querySelectorAll(selector)) {
                  const text = one.textContent;
                  if (text !== '' && !(text in seen[kind])) {
                    seen[kind][text] = now;
                    fresh.push(one);
                  }
                }
                return fresh;
              };
              const look = () => {
                note('captions', '.caption .committed');
                note('pieces', '.lane .piece');
                for (const label of note('lines', '.box-line .box-label')) {
                  const picture = document.querySelector('img.frame').getBoundingClientRect();
                  const box = label.parentElement.getBoundingClientRect();
                  boxes[label.textContent] = [
                    (box.x - picture.x) / picture.width,
                    (box.y - picture.y) / picture.height,
                    box.width / picture.width,
                    box.height / picture.height,
                  ];
                }
              };
              window.seen = seen;
              window.seenBoxes = boxes;
              new MutationObserver(look).observe(document.querySelector('main'),
                  { childList: true, subtree: true, characterData: true });
              look();
            }
            """;

    private final Page page;
    private final double sinceMs;

    /** Looks from now on. */
    PageObserver(Page page) {
        this.page = page;
        page.evaluate(OBSERVE);
        sinceMs = System.currentTimeMillis();
    }

    /** When it had begun to look; what was there before is noted with a time before this. */
    double sinceMs() {
        return sinceMs;
    }

    /** When the committed text of captions was shown. */
    Map<String, Double> captions() {
        return seen("captions");
    }

    /** When the text of boxes was shown. */
    Map<String, Double> lines() {
        return seen("lines");
    }

    /** When pieces of the timeline were shown. */
    Map<String, Double> pieces() {
        return seen("pieces");
    }

    /** Boxes of text by their text: left, top, width and height as shares of the picture. */
    @SuppressWarnings("unchecked")
    Map<String, List<Double>> boxes() {
        return (Map<String, List<Double>>)
                page.evaluate(
                        "() => Object.fromEntries(Object.entries(window.seenBoxes)"
                                + ".map(([text, box]) => [text, box.map((one) => one + 1e-9)]))");
    }

    /** The times get a fraction, so that they come as doubles. */
    @SuppressWarnings("unchecked")
    private Map<String, Double> seen(String kind) {
        return (Map<String, Double>)
                page.evaluate(
                        "(kind) => Object.fromEntries(Object.entries(window.seen[kind])"
                                + ".map(([text, at]) => [text, Math.floor(at) + 0.5]))",
                        kind);
    }
}
