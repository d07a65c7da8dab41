package dev.lockstep.align.speech;

import dev.lockstep.schema.flow.ItemCodec;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a source of sound, and how far its sound is known to hold no others. Two bounds: up
 * to {@link #passedUs} all words are committed, so a window may fire; up to {@link #finalUs} they
 * are final, so a window may settle. Marks and words come on different ways, in either order.
 * Mutable, not thread-safe.
 */
public final class SpeechLane {
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Marks kept for utterances whose words are on their way; older ones say less. */
    private static final int MOST_WAITING = 64;

    private final List<Utterance> utterances = new ArrayList<>();

    /** The last mark of each number of utterances above {@link #next}. */
    private final List<SpeechMark> waiting = new ArrayList<>();

    private long over;
    private long spokenFromUs = UNKNOWN;

    /** Where the sound ended; unknown while it goes on. */
    private long endUs = UNKNOWN;

    /** The end of speech of an utterance below this was overtaken: the source is back. */
    private long backFrom;

    /** Number of the utterance whose last words come next. */
    private long next;

    private boolean ended;
    private long passedUs = UNKNOWN;
    private long finalUs = UNKNOWN;

    /**
     * The sound was searched further. Marks may come out of order: an older one says nothing new.
     *
     * @param endOfSound whether the sound ends with the record that it came with
     */
    public void mark(SpeechMark mark, boolean endOfSound) {
        boolean further = mark.spokenFromUs() > spokenFromUs;
        if (endOfSound) {
            endUs = mark.spokenFromUs();
        } else if (mark.utterances() < over && further) {
            startOver(mark);
        } else if (isBack(mark)) {
            backFrom = mark.utterances();
            ended = false;
            endUs = UNKNOWN;
        }
        if (mark.utterances() > over || (mark.utterances() == over && further)) {
            over = mark.utterances();
            spokenFromUs = mark.spokenFromUs();
        }
        await(mark);
        advance();
    }

    private void await(SpeechMark mark) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).utterances() > mark.utterances()) {
            at--;
        }
        if (at > 0 && waiting.get(at - 1).utterances() == mark.utterances()) {
            if (mark.spokenFromUs() > waiting.get(at - 1).spokenFromUs()) {
                waiting.set(at - 1, mark);
            }
        } else {
            waiting.add(at, mark);
        }
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(0);
        }
    }

    /** Whether a mark shows that a source goes on whose sound or speech had ended. */
    private boolean isBack(SpeechMark mark) {
        return endUs != UNKNOWN ? mark.spokenFromUs() >= endUs : ended && mark.utterances() >= next;
    }

    /** The segmenter has forgotten the source and counts from 0 again. */
    private void startOver(SpeechMark mark) {
        next = mark.utterances();
        over = mark.utterances();
        spokenFromUs = mark.spokenFromUs();
        backFrom = mark.utterances();
        ended = false;
        endUs = UNKNOWN;
        waiting.clear();
        // What it counted before is over, and comes before whatever follows.
        utterances.replaceAll(u -> new Utterance(-1, u.words()));
    }

    /**
     * Words came.
     *
     * @return where something changed; null where nothing did
     */
    public @Nullable ChangedSpan accept(SpokenWords spoken) {
        if (spoken.utterance() < next) {
            return null;
        }
        if (spoken.endOfSpeech()) {
            next = spoken.utterance() + 1;
            ended = spoken.utterance() >= backFrom;
            advance();
            return null;
        }
        ChangedSpan changed = replace(spoken);
        if (spoken.last()) {
            next = spoken.utterance() + 1;
        }
        advance();
        return changed;
    }

    /** Event time up to which all words are committed, µs. */
    public long passedUs() {
        return ended ? Long.MAX_VALUE : passedUs;
    }

    /** Event time up to which all words are final, µs. */
    public long finalUs() {
        return ended ? Long.MAX_VALUE : finalUs;
    }

    /** Whether an utterance is over whose words have not all come. */
    public boolean awaitsWords() {
        return !ended && !waiting.isEmpty();
    }

    /** True once no more words can come. */
    public boolean hasEnded() {
        return ended;
    }

    /** Utterances with words, in order. */
    public List<Utterance> utterances() {
        return utterances;
    }

    /** Lets go the utterances that end at or before a time. */
    public void evictBefore(long timeUs) {
        utterances.removeIf(u -> u.endUs() <= timeUs && u.number() < next);
    }

    private void advance() {
        long committedUs = UNKNOWN;
        for (Utterance utterance : utterances) {
            if (utterance.number() == next) {
                committedUs = utterance.endUs();
            }
        }
        while (!waiting.isEmpty() && waiting.get(0).utterances() <= next) {
            finalUs = Math.max(finalUs, waiting.remove(0).spokenFromUs());
        }
        passedUs = Math.max(passedUs, Math.max(finalUs, committedUs));
    }

    private @Nullable ChangedSpan replace(SpokenWords spoken) {
        int at = utterances.size();
        while (at > 0 && utterances.get(at - 1).number() >= spoken.utterance()) {
            at--;
        }
        boolean known = at < utterances.size() && utterances.get(at).number() == spoken.utterance();
        List<SpokenWord> before = known ? utterances.get(at).words() : List.of();
        List<SpokenWord> now = spoken.words();
        int same = 0;
        while (same < before.size()
                && same < now.size()
                && before.get(same).equals(now.get(same))) {
            same++;
        }
        Utterance utterance = new Utterance(spoken.utterance(), now);
        if (known) {
            utterances.set(at, utterance);
        } else if (!now.isEmpty()) {
            utterances.add(at, utterance);
        }
        return span(before.subList(same, before.size()), now.subList(same, now.size()));
    }

    private static @Nullable ChangedSpan span(List<SpokenWord> before, List<SpokenWord> now) {
        if (before.isEmpty() && now.isEmpty()) {
            return null;
        }
        long fromUs = Long.MAX_VALUE;
        long toUs = Long.MIN_VALUE;
        for (List<SpokenWord> words : List.of(before, now)) {
            for (SpokenWord word : words) {
                fromUs = Math.min(fromUs, word.startUs());
                toUs = Math.max(toUs, Math.max(word.endUs(), word.startUs() + 1));
            }
        }
        return new ChangedSpan(fromUs, toUs);
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(over);
        out.writeLong(spokenFromUs);
        out.writeLong(endUs);
        out.writeLong(backFrom);
        out.writeLong(next);
        out.writeBoolean(ended);
        out.writeLong(passedUs);
        out.writeLong(finalUs);
        out.writeInt(waiting.size());
        for (SpeechMark mark : waiting) {
            out.writeLong(mark.utterances());
            out.writeLong(mark.spokenFromUs());
        }
        out.writeInt(utterances.size());
        for (Utterance utterance : utterances) {
            ItemCodec.writeSpoken(
                    new SpokenWords(utterance.number(), false, false, utterance.words()), out);
        }
    }

    /** Reads what {@link #write} wrote, into a new lane. */
    public void read(DataInput in) throws IOException {
        over = in.readLong();
        spokenFromUs = in.readLong();
        endUs = in.readLong();
        backFrom = in.readLong();
        next = in.readLong();
        ended = in.readBoolean();
        passedUs = in.readLong();
        finalUs = in.readLong();
        int marks = in.readInt();
        for (int i = 0; i < marks; i++) {
            waiting.add(new SpeechMark(in.readLong(), in.readLong()));
        }
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            SpokenWords spoken = ItemCodec.readSpoken(in);
            utterances.add(new Utterance(spoken.utterance(), spoken.words()));
        }
    }
}
