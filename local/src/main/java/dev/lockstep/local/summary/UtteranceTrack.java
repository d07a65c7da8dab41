package dev.lockstep.local.summary;

import dev.lockstep.local.accuracy.TextNormalizer;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The revisions of one utterance. A word is shown in its place once a revision has the same word,
 * case and punctuation aside, at the same index; of two times the earlier one counts.
 */
final class UtteranceTrack {
    private final List<Place> places = new ArrayList<>();
    private final List<String> committed = new ArrayList<>();
    private Caption latest;
    private boolean finished;

    /** A place in the caption: each word that was seen there, and when first. */
    private static final class Place {
        final List<String> keys = new ArrayList<>(2);
        final List<Long> shownUs = new ArrayList<>(2);
        String committedKey = "";
        long committedUs;
    }

    UtteranceTrack(Caption first) {
        this.latest = first;
    }

    Caption latest() {
        return latest;
    }

    boolean finished() {
        return finished;
    }

    /** Takes in a revision; returns how many committed words it changes or takes back. */
    int accept(Caption caption, long receivedUs) {
        boolean newer = caption.getRevision() >= latest.getRevision();
        int rewritten = rewritten(caption, newer);
        if (newer) {
            latest = caption;
        }
        if (!finished) {
            note(caption.getWords(), caption.getIsFinal(), receivedUs);
        }
        return rewritten;
    }

    /** Adds the lags of the final caption's words and forgets what only they needed. */
    void finish(Caption last, long receivedUs, Lags lags) {
        finished = true;
        long speechEndUs = Long.MIN_VALUE;
        for (int i = 0; i < last.getWords().size(); i++) {
            Word word = last.getWords().get(i);
            Place place = places.get(i);
            String key = key(word);
            lags.shown().add(place.shownUs.get(place.keys.indexOf(key)) - word.getEndUs());
            lags.committed().add(place.committedUs - word.getEndUs());
            speechEndUs = Math.max(speechEndUs, word.getEndUs());
        }
        if (!last.getWords().isEmpty()) {
            lags.finals().add(receivedUs - speechEndUs);
        }
        places.clear();
    }

    private void note(List<Word> words, boolean last, long receivedUs) {
        for (int i = 0; i < words.size(); i++) {
            if (i == places.size()) {
                places.add(new Place());
            }
            Place place = places.get(i);
            String key = key(words.get(i));
            if (!place.keys.contains(key)) {
                place.keys.add(key);
                place.shownUs.add(receivedUs);
            }
            boolean promised = last || words.get(i).getCommitted();
            if (promised && !place.committedKey.equals(key)) {
                place.committedKey = key;
                place.committedUs = receivedUs;
            }
        }
    }

    private int rewritten(Caption caption, boolean newer) {
        List<Word> words = caption.getWords();
        int changed = 0;
        for (int i = 0; i < committed.size(); i++) {
            boolean kept =
                    i < words.size()
                            ? words.get(i).getText().equals(committed.get(i))
                                    && (words.get(i).getCommitted() || !newer)
                            : !newer;
            if (!kept) {
                changed++;
            }
        }
        int promised = 0;
        while (promised < words.size() && words.get(promised).getCommitted()) {
            promised++;
        }
        if (newer) {
            committed.clear();
        }
        for (int i = committed.size(); i < promised; i++) {
            committed.add(words.get(i).getText());
        }
        return changed;
    }

    private static String key(Word word) {
        String key = String.join(" ", TextNormalizer.words(word.getText()));
        return key.isEmpty() ? word.getText() : key;
    }
}
