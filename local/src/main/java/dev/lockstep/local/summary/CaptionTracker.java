package dev.lockstep.local.summary;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the captions of one stream as a viewer receives them. Takes records as they come from
 * {@code lockstep.transcripts}, repeated and out of order as at-least-once delivery may have them.
 * Not thread-safe.
 *
 * <p>Of a finished utterance only its final caption is kept, packed: a few hundred bytes. A run of
 * ten hours keeps some MB.
 *
 * <p>Lags take the event time of a word for the wall clock, so they mean something for a stream
 * that is played in real time only.
 */
public final class CaptionTracker {
    private final Map<Key, UtteranceTrack> utterances = new LinkedHashMap<>();
    private final Lags lags = new Lags();
    private int rewrites;
    private int finals;
    private boolean ended;

    private record Key(String source, long utterance) {}

    /**
     * Takes in a record.
     *
     * @param receivedUs wall clock at which it was received, µs since the epoch
     */
    public void accept(Caption caption, long receivedUs) {
        if (caption.getEndOfStream()) {
            ended = true;
            return;
        }
        UtteranceTrack track =
                utterances.computeIfAbsent(
                        new Key(caption.getSourceId(), caption.getUtterance()),
                        key -> new UtteranceTrack(caption));
        rewrites += track.accept(caption, receivedUs);
        if (caption.getIsFinal() && !track.finished()) {
            track.finish(caption, receivedUs, lags);
            finals++;
        }
    }

    /** True once the record that ends the stream has come. */
    public boolean ended() {
        return ended;
    }

    /** The newest revision of each utterance that has words, in the order of the sound. */
    public List<Caption> captions() {
        return utterances.values().stream()
                .map(UtteranceTrack::latest)
                .filter(caption -> !caption.getWords().isEmpty())
                .sorted(Comparator.comparingLong(Caption::getEventTimeUs))
                .toList();
    }

    /** All words of {@link #captions}. */
    public String text() {
        return captions().stream()
                .flatMap(caption -> caption.getWords().stream())
                .map(Word::getText)
                .collect(Collectors.joining(" "));
    }

    /** Number of words of {@link #captions}. */
    public int words() {
        return captions().stream().mapToInt(caption -> caption.getWords().size()).sum();
    }

    /** Committed words that a later record changed or took back; 0 in a job that keeps its word. */
    public int committedRewrites() {
        return rewrites;
    }

    /** Number of utterances whose final caption has come, those without words among them. */
    public int finals() {
        return finals;
    }

    /** Bytes of the captions that are kept of finished utterances. */
    long keptBytes() {
        return utterances.values().stream().mapToLong(UtteranceTrack::packedBytes).sum();
    }

    /** Utterances whose final caption has not come. */
    public List<Caption> unfinished() {
        List<Caption> open = new ArrayList<>();
        for (UtteranceTrack track : utterances.values()) {
            if (!track.finished()) {
                open.add(track.latest());
            }
        }
        return open;
    }

    /** Per word: its end in the sound to the first caption that shows it; null without words. */
    public @Nullable Percentiles lag() {
        return lags.shown().percentiles();
    }

    /** Per word: its end in the sound to the first caption that commits it; null without words. */
    public @Nullable Percentiles commitLag() {
        return lags.committed().percentiles();
    }

    /** Per utterance: the end of its last word to its final caption; null without utterances. */
    public @Nullable Percentiles finalLag() {
        return lags.finals().percentiles();
    }
}
