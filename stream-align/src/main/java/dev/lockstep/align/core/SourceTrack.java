package dev.lockstep.align.core;

import dev.lockstep.align.buffer.SourceBuffer;
import dev.lockstep.align.clock.SourceTimeline;
import dev.lockstep.align.ledger.LedgerCounts;
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

    /** Whether it had ended at a time and had not begun again. */
    boolean hasEndedBefore(long timeUs, long untilUs) {
        return endedAtUs != UNKNOWN && endedAtUs < timeUs && untilUs <= resumedAtUs;
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
        out.writeLong(passedUs);
        out.writeLong(outOfOrderUs);
    }

    static SourceTrack read(String id, DataInput in) throws IOException {
        SourceTrack source = new SourceTrack(id, MODALITIES[in.readByte()]);
        source.timeline.read(in);
        source.buffer.read(in);
        source.counts.read(in);
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
        source.passedUs = in.readLong();
        source.outOfOrderUs = in.readLong();
        return source;
    }
}
