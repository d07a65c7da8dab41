package dev.lockstep.view.compliance;

import dev.lockstep.view.model.RateView;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Words in windows of 5 s on the grid of media time. The newest windows are open; what comes for an
 * older one is counted as late and in no window. Immutable.
 *
 * @param open words by number of the window
 * @param closed windows by how many words they have
 * @param late words that came too late for their window
 */
record RateCounts(Map<Long, Integer> open, Map<Integer, Long> closed, long late) {
    static final RateCounts NONE = new RateCounts(Map.of(), Map.of(), 0);

    /** Length of a window, ms. */
    static final long WINDOW_MS = 5_000;

    private static final int OPEN_WINDOWS = 24;
    private static final int PER_MINUTE = 12;
    private static final int FAST_WPM = 180;
    private static final int TOO_FAST_WPM = 200;

    RateCounts {
        open = Map.copyOf(open);
        closed = Map.copyOf(closed);
    }

    /** Words at these media times, ms. */
    RateCounts plus(Iterable<Long> timesMs) {
        TreeMap<Long, Integer> windows = new TreeMap<>(open);
        Map<Integer, Long> done = new TreeMap<>(closed);
        long tooLate = late;
        for (long timeMs : timesMs) {
            long window = Math.floorDiv(timeMs, WINDOW_MS);
            if (!windows.isEmpty() && window <= windows.lastKey() - OPEN_WINDOWS) {
                tooLate++;
            } else {
                windows.merge(window, 1, Integer::sum);
            }
            while (windows.firstKey() <= windows.lastKey() - OPEN_WINDOWS) {
                done.merge(windows.pollFirstEntry().getValue(), 1L, Long::sum);
            }
        }
        return new RateCounts(windows, done, tooLate);
    }

    /** Null without words. */
    @Nullable RateView view() {
        Map<Integer, Long> all = new TreeMap<>(closed);
        open.values().forEach(words -> all.merge(words, 1L, Long::sum));
        long windows = 0;
        long words = 0;
        long fast = 0;
        long tooFast = 0;
        int most = 0;
        for (Map.Entry<Integer, Long> entry : all.entrySet()) {
            int wpm = entry.getKey() * PER_MINUTE;
            windows += entry.getValue();
            words += entry.getKey() * entry.getValue();
            fast += wpm > FAST_WPM ? entry.getValue() : 0;
            tooFast += wpm > TOO_FAST_WPM ? entry.getValue() : 0;
            most = Math.max(most, wpm);
        }
        return windows == 0
                ? null
                : new RateView(
                        windows,
                        Math.round(10.0 * words * PER_MINUTE / windows) / 10.0,
                        most,
                        (double) fast / windows,
                        (double) tooFast / windows);
    }
}
