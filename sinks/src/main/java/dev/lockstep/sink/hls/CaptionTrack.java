package dev.lockstep.sink.hls;

import dev.lockstep.sink.caption.Cue;
import dev.lockstep.sink.caption.CueSplitter;
import dev.lockstep.sink.caption.TimedCaption;
import dev.lockstep.sink.caption.TimedWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Captions of one stream as HLS segments and parts, cut on the grid of media time. What was
 * published never changes: a cue has its words and times from the first part that shows it, and the
 * same in each later part and segment in which it is on screen. Words that are committed after
 * their part was published are shown in the next part, a second after one another. Each committed
 * word is in exactly one cue. Not thread-safe.
 */
public final class CaptionTrack {
    private final HlsConf conf;
    private final PendingWords pending = new PendingWords();
    private final List<Cue> onScreen = new ArrayList<>();
    private final List<HlsPart> openParts = new ArrayList<>();
    private final List<HlsSegment> segments = new ArrayList<>();
    private long publishedMs;
    private long positionMs;
    private long lastStartMs;
    private long lastEndMs;
    private String lastUtterance = "";
    private long lateFromMs;
    private boolean ended;

    /** A track from media time 0. */
    public CaptionTrack(HlsConf conf) {
        this(conf, 0);
    }

    /**
     * A track that begins in the midst of a stream.
     *
     * @param firstSegment number of its first segment on the grid
     */
    public CaptionTrack(HlsConf conf, long firstSegment) {
        this.conf = conf;
        this.publishedMs = firstSegment * conf.segmentMs();
    }

    /**
     * What is committed of an utterance so far; what comes again changes nothing.
     *
     * @param utterance names it within the stream
     * @param committed the committed words, those that came before included
     * @param over whether no more words will come
     */
    public void accept(String utterance, TimedCaption committed, boolean over) {
        pending.accept(utterance, committed, over);
        for (TimedWord word : committed.words()) {
            positionMs = Math.max(positionMs, word.endMs());
        }
    }

    /**
     * The newest media time is this. Returns how many parts are new.
     *
     * @param newestMs media time in ms; an earlier one than before changes nothing
     */
    public int advance(long newestMs) {
        positionMs = Math.max(positionMs, newestMs);
        int parts = 0;
        while (!ended && publishedMs + conf.partMs() + conf.holdBackMs() <= positionMs) {
            publish(publishedMs + conf.partMs(), false);
            parts++;
        }
        return parts;
    }

    /**
     * The media ends here and all its captions have come: publishes what is left.
     *
     * @param mediaEndMs length of the media in ms
     */
    public void end(long mediaEndMs) {
        positionMs = Math.max(positionMs, mediaEndMs);
        while (!ended && publishedMs < positionMs) {
            long partEndMs = Math.min(publishedMs + conf.partMs(), positionMs);
            publish(partEndMs, partEndMs == positionMs);
        }
        ended = true;
    }

    /** Complete segments that are kept, oldest first. */
    public List<HlsSegment> segments() {
        return List.copyOf(segments);
    }

    /** Published parts of the segment that is not complete. */
    public List<HlsPart> openParts() {
        return List.copyOf(openParts);
    }

    /** Media time up to which it is published, ms. */
    public long publishedMs() {
        return publishedMs;
    }

    /** Whether nothing more comes. */
    public boolean ended() {
        return ended;
    }

    /** How it is cut. */
    public HlsConf conf() {
        return conf;
    }

    private void publish(long partEndMs, boolean last) {
        PendingWords.Next next = pending.peek();
        while (next != null && (last || next.cue().startMs() < partEndMs)) {
            long startMs = startOf(next, partEndMs, last);
            if (startMs >= partEndMs) {
                break;
            }
            pending.take();
            show(next, startMs);
            next = pending.peek();
        }
        long segment = publishedMs / conf.segmentMs();
        openParts.add(
                new HlsPart(
                        segment,
                        openParts.size(),
                        publishedMs,
                        partEndMs,
                        text(publishedMs, partEndMs)));
        publishedMs = partEndMs;
        if (last || partEndMs % conf.segmentMs() == 0) {
            complete(segment);
        }
    }

    private long startOf(PendingWords.Next next, long partEndMs, boolean last) {
        Cue cue = next.cue();
        // Times of words are estimates that later revisions move: no voice speaks over itself.
        boolean goesOn = next.utterance().equals(lastUtterance);
        long startMs = Math.max(cue.startMs(), goesOn ? lastEndMs : lastStartMs);
        if (cue.startMs() < publishedMs) {
            startMs = Math.max(Math.max(publishedMs, lateFromMs), goesOn ? lastEndMs : 0);
        }
        return last ? Math.min(startMs, partEndMs - 1) : startMs;
    }

    private void show(PendingWords.Next next, long startMs) {
        Cue cue = next.cue();
        long lengthMs = Math.max(cue.endMs() - cue.startMs(), 1);
        // The media is known to reach its newest time, and no further.
        long endMs = Math.max(startMs + 1, Math.min(startMs + lengthMs, positionMs));
        onScreen.add(new Cue(startMs, endMs, cue.lines()));
        if (startMs > cue.startMs()) {
            lateFromMs = startMs + CueSplitter.MIN_CUE_MS;
        }
        lastStartMs = startMs;
        lastEndMs = endMs;
        lastUtterance = next.utterance();
    }

    private void complete(long number) {
        long startMs = openParts.get(0).startMs();
        segments.add(
                new HlsSegment(
                        number,
                        startMs,
                        publishedMs,
                        text(startMs, publishedMs),
                        conf.hasParts() ? openParts : List.of()));
        openParts.clear();
        onScreen.removeIf(cue -> cue.endMs() <= publishedMs);
        if (conf.windowSegments() > 0 && segments.size() > conf.windowSegments()) {
            segments.remove(0);
        }
        int old = segments.size() - 1 - MediaPlaylist.SEGMENTS_WITH_PARTS;
        if (old >= 0) {
            segments.set(old, segments.get(old).withoutParts());
        }
    }

    private String text(long startMs, long endMs) {
        return SegmentText.of(onScreen, startMs, endMs, conf.mpegTsOffset());
    }
}
