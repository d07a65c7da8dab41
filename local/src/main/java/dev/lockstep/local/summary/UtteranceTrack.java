package dev.lockstep.local.summary;

import dev.lockstep.local.accuracy.TextNormalizer;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of one utterance. A word is shown in its place once a revision has the same word,
 * case and punctuation aside, at the same index; of two times the earlier one counts.
 *
 * <p>Until the final caption everything that lags and rewrites need is kept; after it that caption
 * alone, packed.
 */
final class UtteranceTrack {
    private @Nullable Growing growing;
    private @Nullable PackedCaption last;
    private boolean finished;

    /** A place in the caption: each word that was seen there, and when first. */
    private static final class Place {
        final List<String> keys = new ArrayList<>(2);
        final List<Long> shownUs = new ArrayList<>(2);
        String committedKey = "";
        long committedUs;
    }

    /** What is kept of an utterance whose final caption has not come. */
    private static final class Growing {
        final List<Place> places = new ArrayList<>();
        final List<String> committed = new ArrayList<>();
        Caption latest;

        Growing(Caption latest) {
            this.latest = latest;
        }

        /** Taken up again after its end: what it promised are the words of its newest caption. */
        static Growing again(Caption latest) {
            Growing growing = new Growing(latest);
            growing.promise(latest.getWords());
            return growing;
        }

        void promise(List<Word> words) {
            int promised = 0;
            while (promised < words.size() && words.get(promised).getCommitted()) {
                promised++;
            }
            for (int i = committed.size(); i < promised; i++) {
                committed.add(words.get(i).getText());
            }
        }
    }

    UtteranceTrack(Caption first) {
        this.growing = new Growing(first);
    }

    Caption latest() {
        return open().latest;
    }

    boolean finished() {
        return finished;
    }

    /** Takes in a revision; returns how many committed words it changes or takes back. */
    int accept(Caption caption, long receivedUs) {
        Growing now = open();
        boolean newer = caption.getRevision() >= now.latest.getRevision();
        int rewritten = rewritten(now, caption.getWords(), newer);
        if (newer) {
            now.latest = caption;
            now.committed.clear();
        }
        now.promise(caption.getWords());
        if (finished) {
            pack(now);
        } else {
            note(now.places, caption.getWords(), caption.getIsFinal(), receivedUs);
        }
        return rewritten;
    }

    /** Adds the lags of the final caption's words and forgets what only they needed. */
    void finish(Caption caption, long receivedUs, Lags lags) {
        Growing now = open();
        finished = true;
        long speechEndUs = Long.MIN_VALUE;
        for (int i = 0; i < caption.getWords().size(); i++) {
            Word word = caption.getWords().get(i);
            Place place = now.places.get(i);
            String key = key(word);
            lags.shown().add(place.shownUs.get(place.keys.indexOf(key)) - word.getEndUs());
            lags.committed().add(place.committedUs - word.getEndUs());
            speechEndUs = Math.max(speechEndUs, word.getEndUs());
        }
        if (!caption.getWords().isEmpty()) {
            lags.finals().add(receivedUs - speechEndUs);
        }
        pack(now);
    }

    /** Bytes of what is kept of a finished utterance; 0 while it grows. */
    int packedBytes() {
        return last == null ? 0 : last.size();
    }

    private Growing open() {
        Growing now = growing;
        if (now != null) {
            return now;
        }
        return Growing.again(Objects.requireNonNull(last).caption());
    }

    private void pack(Growing done) {
        last = PackedCaption.of(done.latest);
        growing = null;
    }

    private static void note(
            List<Place> places, List<Word> words, boolean isFinal, long receivedUs) {
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
            boolean promised = isFinal || words.get(i).getCommitted();
            if (promised && !place.committedKey.equals(key)) {
                place.committedKey = key;
                place.committedUs = receivedUs;
            }
        }
    }

    private static int rewritten(Growing now, List<Word> words, boolean newer) {
        int changed = 0;
        for (int i = 0; i < now.committed.size(); i++) {
            boolean kept =
                    i < words.size()
                            ? words.get(i).getText().equals(now.committed.get(i))
                                    && (words.get(i).getCommitted() || !newer)
                            : !newer;
            if (!kept) {
                changed++;
            }
        }
        return changed;
    }

    private static String key(Word word) {
        String key = String.join(" ", TextNormalizer.words(word.getText()));
        return key.isEmpty() ? word.getText() : key;
    }
}
