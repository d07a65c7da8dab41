package dev.lockstep.sink.hls;

import dev.lockstep.sink.caption.Cue;
import dev.lockstep.sink.caption.CueSplitter;
import dev.lockstep.sink.caption.TimedCaption;
import dev.lockstep.sink.caption.TimedWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Committed words that no cue has yet, by utterance. What comes again is not taken again. Not
 * thread-safe.
 */
final class PendingWords {
    private static final int REMEMBERED = 1_000;

    private final Map<String, Utterance> utterances = new LinkedHashMap<>();
    private final Map<String, Boolean> done =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private static final class Utterance {
        List<TimedWord> words = List.of();
        int taken;
        boolean over;

        TimedWord next() {
            return words.get(taken);
        }

        boolean waiting() {
            return taken < words.size();
        }
    }

    /**
     * The next cue.
     *
     * @param utterance whose words it has
     */
    record Next(String utterance, Cue cue) {}

    /** The committed words of an utterance so far; whether no more will come. */
    void accept(String key, TimedCaption committed, boolean over) {
        if (done.containsKey(key)) {
            return;
        }
        Utterance utterance = utterances.computeIfAbsent(key, any -> new Utterance());
        List<TimedWord> words = committed.fitted(CueSplitter.MAX_LINE_CHARS);
        if (words.size() > utterance.words.size()) {
            utterance.words = words;
        }
        utterance.over |= over;
        forget(key, utterance);
    }

    /** The next cue in the order of the sound; null when no words wait. */
    @Nullable Next peek() {
        String key = nextKey();
        if (key == null) {
            return null;
        }
        Utterance utterance = Objects.requireNonNull(utterances.get(key));
        List<TimedWord> words = utterance.words;
        int to = CueSplitter.endOfCue(words, utterance.taken);
        Cue cue = CueSplitter.cue(words.subList(utterance.taken, to));
        long wanted = Math.max(cue.endMs(), cue.startMs() + CueSplitter.MIN_CUE_MS);
        if (to < words.size() && words.get(to).startMs() > cue.startMs()) {
            wanted = Math.min(wanted, words.get(to).startMs());
        }
        return new Next(key, cue.endingAt(wanted));
    }

    /** Takes away what {@link #peek} returned. */
    void take() {
        String key = Objects.requireNonNull(nextKey());
        Utterance utterance = Objects.requireNonNull(utterances.get(key));
        utterance.taken = CueSplitter.endOfCue(utterance.words, utterance.taken);
        forget(key, utterance);
    }

    private void forget(String key, Utterance utterance) {
        if (utterance.over && !utterance.waiting()) {
            utterances.remove(key);
            done.put(key, true);
        }
    }

    private @Nullable String nextKey() {
        String first = null;
        long startMs = Long.MAX_VALUE;
        for (Map.Entry<String, Utterance> entry : utterances.entrySet()) {
            Utterance utterance = entry.getValue();
            if (utterance.waiting() && utterance.next().startMs() < startMs) {
                startMs = utterance.next().startMs();
                first = entry.getKey();
            }
        }
        return first;
    }
}
