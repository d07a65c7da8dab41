package dev.lockstep.view.compliance;

import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.WordView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An utterance whose final caption has not come. Immutable; a few kB at most, since utterances are
 * short.
 *
 * @param revision the highest so far
 * @param revisions how many came
 * @param committed its committed words
 * @param tentative the tentative words behind them in the newest revision
 * @param places when each word was seen, by place
 * @param tentativeRewrites tentative words that were changed so far
 * @param committedRewrites committed words that were changed so far
 */
record OpenUtterance(
        int revision,
        int revisions,
        List<String> committed,
        List<String> tentative,
        List<Place> places,
        int tentativeRewrites,
        int committedRewrites) {
    static final OpenUtterance NEW =
            new OpenUtterance(-1, 0, List.of(), List.of(), List.of(), 0, 0);

    OpenUtterance {
        committed = List.copyOf(committed);
        tentative = List.copyOf(tentative);
        places = List.copyOf(places);
    }

    /** A revision, and when it was published, ms since the epoch. */
    OpenUtterance accept(CaptionView caption, OptionalLong publishedMs) {
        List<String> words = caption.words().stream().map(WordView::text).toList();
        int promised = promised(caption);
        int rewritten = rewrittenCommitted(words, promised, caption.revision() > revision);
        List<Place> seen = seen(caption, publishedMs);
        if (caption.revision() <= revision) {
            return new OpenUtterance(
                    revision,
                    revisions,
                    committed,
                    tentative,
                    seen,
                    tentativeRewrites,
                    committedRewrites + rewritten);
        }
        return new OpenUtterance(
                caption.revision(),
                revisions + 1,
                words.subList(0, promised),
                words.subList(promised, words.size()),
                seen,
                tentativeRewrites + rewrittenTentative(words),
                committedRewrites + rewritten);
    }

    /** What came of it with its final caption, which {@link #accept} has had. */
    UtteranceMeasure finish(CaptionView last, OptionalLong publishedMs) {
        List<WordMeasure> measures = new ArrayList<>();
        long originMs = last.eventTimeMs() - last.startMs();
        long speechEndMs = Long.MIN_VALUE;
        for (int i = 0; i < last.words().size(); i++) {
            WordView word = last.words().get(i);
            Place place = publishedMs.isPresent() ? places.get(i) : null;
            long endTimeMs = originMs + word.endMs();
            measures.add(
                    new WordMeasure(
                            word.text(),
                            word.startMs(),
                            word.endMs(),
                            shownLag(place, word.text(), endTimeMs),
                            place == null ? null : place.committedMs() - endTimeMs));
            speechEndMs = Math.max(speechEndMs, endTimeMs);
        }
        Long finalLagMs =
                publishedMs.isEmpty() || measures.isEmpty()
                        ? null
                        : (Long) (publishedMs.getAsLong() - speechEndMs);
        return new UtteranceMeasure(
                last.source(),
                last.utterance(),
                last.startMs(),
                last.endMs(),
                revisions,
                tentativeRewrites,
                committedRewrites,
                finalLagMs,
                measures);
    }

    private static @Nullable Long shownLag(@Nullable Place place, String word, long endTimeMs) {
        return place == null
                ? null
                : Objects.requireNonNull(place.shownMs().get(Place.key(word))) - endTimeMs;
    }

    private static int promised(CaptionView caption) {
        if (caption.isFinal()) {
            return caption.words().size();
        }
        return (int) caption.words().stream().takeWhile(WordView::committed).count();
    }

    /** Of a revision that came late only words that it has otherwise count, not those it lacks. */
    private int rewrittenCommitted(List<String> words, int promised, boolean newer) {
        int changed = 0;
        for (int i = 0; i < committed.size(); i++) {
            boolean same = i < words.size() && words.get(i).equals(committed.get(i));
            boolean kept = newer ? same && i < promised : same || i >= promised;
            changed += kept ? 0 : 1;
        }
        return changed;
    }

    private int rewrittenTentative(List<String> words) {
        int changed = 0;
        for (int i = 0; i < tentative.size(); i++) {
            int at = committed.size() + i;
            changed += at < words.size() && words.get(at).equals(tentative.get(i)) ? 0 : 1;
        }
        return changed;
    }

    private List<Place> seen(CaptionView caption, OptionalLong publishedMs) {
        if (publishedMs.isEmpty()) {
            return places;
        }
        List<Place> seen = new ArrayList<>(places);
        for (int i = 0; i < caption.words().size(); i++) {
            if (i == seen.size()) {
                seen.add(Place.EMPTY);
            }
            WordView word = caption.words().get(i);
            boolean committedNow = caption.isFinal() || word.committed();
            seen.set(i, seen.get(i).with(word.text(), committedNow, publishedMs.getAsLong()));
        }
        return seen;
    }
}
