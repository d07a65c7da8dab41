package dev.lockstep.align.core;

import dev.lockstep.align.buffer.SourceBuffer;
import dev.lockstep.align.clock.SourceTimeline;
import dev.lockstep.align.ledger.LedgerCounts;
import dev.lockstep.align.skew.ClockSkewEstimator;
import dev.lockstep.align.skew.SourceSkew;
import dev.lockstep.align.speech.SpeechLane;
import dev.lockstep.schema.avro.Modality;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is remembered of one source of a stream. Mutable, not thread-safe. */
final class SourceTrack {
    /** Not known yet. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final Modality[] MODALITIES = Modality.values();

    final String id;
    final SourceTimeline timeline = new SourceTimeline();
    final SourceBuffer buffer = new SourceBuffer();
    final LedgerCounts counts = new LedgerCounts();
    Modality modality;

    /** What is known of its clock. */
    ClockSkewEstimator clock = new ClockSkewEstimator();

    /** Its clock against the stream's, as estimated last; null without enough evidence. */
    @Nullable SourceSkew skew;

    /** The words in it; null until somebody searches its sound. */
    @Nullable SpeechLane speech;

    /** True once a record of it was taken. */
    boolean heard;

    /** True once a producer announced it, or it was heard. */
    boolean expected;

    boolean ended;

    /** Event time from which its producer announced it; {@link Long#MAX_VALUE} if nobody did. */
    long announcedUs = Long.MAX_VALUE;

    /** Event time of its earliest record; {@link Long#MAX_VALUE} before there is one. */
    long firstUs = Long.MAX_VALUE;

    /** Event time of its last end; unknown before there was one. */
    long endedAtUs = UNKNOWN;

    /** Event time of its first record after that; {@link Long#MAX_VALUE} before there is one. */
    long resumedAtUs = Long.MAX_VALUE;

    /** The end before that, and the first record after it. */
    long endedBeforeUs = UNKNOWN;

    long resumedBeforeUs = Long.MAX_VALUE;

    /** Event time that its records have passed. */
    long passedUs = UNKNOWN;

    long outOfOrderUs;

    SourceTrack(String id, Modality modality) {
        this.id = id;
        this.modality = modality;
    }

    /** Event time up to which it will bring nothing more for a window that fires. */
    long passedUs() {
        long ownUs = ended ? Long.MAX_VALUE : passedUs;
        return speech == null ? ownUs : Math.min(ownUs, speech.passedUs());
    }

    /** A time of its line on the clock of the stream, where that is to be corrected. */
    long corrected(long timeUs, boolean correct) {
        return correct && skew != null ? skew.correctedUs(timeUs) : timeUs;
    }

    /** Whether it is so far behind that nobody waits for it. */
    boolean lags(long leadUs, long maxWaitUs) {
        long reachedUs = heard ? passedUs() : announcedUs;
        return reachedUs == UNKNOWN
                || reachedUs == Long.MAX_VALUE && !heard
                || leadUs - reachedUs >= maxWaitUs;
    }

    /** Whether it was known, by announcement or record, before a time. */
    boolean isKnownBefore(long timeUs) {
        return Math.min(announcedUs, firstUs) < timeUs;
    }

    /** A record was taken: remembers where it was over. */
    void noteEnd(boolean end, long atUs, long recordEndUs) {
        boolean wasEnded = ended;
        ended = timeline.ended();
        if (end) {
            if (!ended || !wasEnded || recordEndUs > atUs) {
                endedBeforeUs = endedAtUs;
                resumedBeforeUs = resumedAtUs;
                endedAtUs = recordEndUs;
            }
            // An end that was overtaken by what followed it is still one.
            int next = buffer.firstStartingAt(recordEndUs);
            resumedAtUs = ended || next == buffer.end() ? Long.MAX_VALUE : buffer.startUs(next);
        } else if (!ended && atUs >= endedAtUs) {
            resumedAtUs = Math.min(resumedAtUs, atUs);
        }
    }

    /** Whether it had ended before a time and had not begun again until another. */
    boolean hasEndedBefore(long timeUs, long untilUs) {
        return isOver(endedAtUs, resumedAtUs, timeUs, untilUs)
                || isOver(endedBeforeUs, resumedBeforeUs, timeUs, untilUs);
    }

    private static boolean isOver(long endUs, long againUs, long timeUs, long untilUs) {
        return endUs != UNKNOWN && endUs < timeUs && untilUs <= againUs;
    }

    /** Event time up to which it will bring nothing more for a window that settles. */
    long finalUs(long allowedLatenessUs) {
        long ownUs = ended ? Long.MAX_VALUE : minus(passedUs, allowedLatenessUs);
        return speech == null ? ownUs : Math.min(ownUs, speech.finalUs());
    }

    /** True once neither records nor words can come. */
    boolean over() {
        return ended && (speech == null || speech.hasEnded());
    }

    /** The lane of its words. */
    SpeechLane speech() {
        SpeechLane lane = speech;
        if (lane == null) {
            lane = new SpeechLane();
            speech = lane;
        }
        return lane;
    }

    /** A difference that stays at the least value instead of wrapping. */
    static long minus(long timeUs, long spanUs) {
        return timeUs == UNKNOWN ? UNKNOWN : timeUs - spanUs;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(modality.ordinal());
        timeline.write(out);
        buffer.write(out);
        counts.write(out);
        clock.write(out);
        out.writeBoolean(skew != null);
        if (skew != null) {
            out.writeLong(skew.atEventTimeUs());
            out.writeDouble(skew.offsetUs());
            out.writeDouble(skew.driftPpm());
            out.writeLong(skew.confidenceUs());
        }
        out.writeBoolean(speech != null);
        if (speech != null) {
            speech.write(out);
        }
        out.writeBoolean(heard);
        out.writeBoolean(expected);
        out.writeBoolean(ended);
        out.writeLong(announcedUs);
        out.writeLong(firstUs);
        out.writeLong(endedAtUs);
        out.writeLong(resumedAtUs);
        out.writeLong(endedBeforeUs);
        out.writeLong(resumedBeforeUs);
        out.writeLong(passedUs);
        out.writeLong(outOfOrderUs);
    }

    static SourceTrack read(String id, DataInput in) throws IOException {
        SourceTrack source = new SourceTrack(id, MODALITIES[in.readByte()]);
        source.timeline.read(in);
        source.buffer.read(in);
        source.counts.read(in);
        source.clock = ClockSkewEstimator.read(in);
        if (in.readBoolean()) {
            source.skew =
                    new SourceSkew(in.readLong(), in.readDouble(), in.readDouble(), in.readLong());
        }
        if (in.readBoolean()) {
            source.speech().read(in);
        }
        source.heard = in.readBoolean();
        source.expected = in.readBoolean();
        source.ended = in.readBoolean();
        source.announcedUs = in.readLong();
        source.firstUs = in.readLong();
        source.endedAtUs = in.readLong();
        source.resumedAtUs = in.readLong();
        source.endedBeforeUs = in.readLong();
        source.resumedBeforeUs = in.readLong();
        source.passedUs = in.readLong();
        source.outOfOrderUs = in.readLong();
        return source;
    }
}
