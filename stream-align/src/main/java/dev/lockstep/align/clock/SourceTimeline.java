package dev.lockstep.align.clock;

import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.EventTimeLimits;
import dev.lockstep.schema.flow.StreamItem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a source on one line of time. Repeats are known by epoch and sequence; a
 * timestamp that wraps or is set back is carried on from where the source was; one that lies too
 * far ahead is refused and changes nothing. Mutable, not thread-safe.
 */
public final class SourceTimeline {
    /** 2³³ ticks of 90 kHz, µs: where MPEG-TS timestamps begin anew (ISO/IEC 13818-1, 2.4.3.6). */
    public static final long WRAP_US = 95_443_717_689L;

    /** A jump back is a wrap if it misses it by no more than this, µs. */
    private static final long WRAP_SLACK_US = 60_000_000;

    private final SequenceWindow seen = new SequenceWindow();
    private final SequenceWindow seenBefore = new SequenceWindow();
    private boolean started;
    private int epoch;
    private int epochBefore = -1;
    private long shiftUs;
    private long shiftBeforeUs;

    /** The shift before the last time that it changed, for what is still on its way. */
    private long shiftEarlierUs;

    private long lastUs;
    private long lastDurationUs;
    private long lastIngestUs;
    private boolean ended;
    private long carriedOn;

    /**
     * Reads a record.
     *
     * @param nowUs wall clock, µs since the epoch; looked at in live mode only
     */
    public Reading read(StreamItem item, Plausibility plausible, long nowUs) {
        String problem = EventTimeLimits.absolute(item);
        if (problem != null) {
            return Reading.refused(problem);
        }
        if (!started) {
            return first(item, plausible, nowUs);
        }
        if (item.epoch() < epoch) {
            return leftOver(item);
        }
        if (item.epoch() > epoch) {
            return restart(item, plausible, nowUs);
        }
        SequenceWindow.Seen what = seen.look(item.sequence());
        switch (what) {
            case HIGHEST:
                return next(item, plausible, nowUs);
            case MISSED:
                return missed(item, plausible, nowUs);
            default:
                return startedAnew(item) ? restart(item, plausible, nowUs) : Reading.duplicate();
        }
    }

    /** Timestamps that were carried on after a wrap or a step back. */
    public long carriedOn() {
        return carriedOn;
    }

    /** What is added to the timestamps of the current epoch, µs. */
    public long shiftUs() {
        return shiftUs;
    }

    /** True while the newest record of the source is its end. */
    public boolean ended() {
        return ended;
    }

    /**
     * A time of the source on the stream's line, for what is not a record of its own or comes out
     * of order: of the shifts that it may belong to, the one that puts it nearest to the newest
     * record.
     */
    public long onLine(long timeUs) {
        long nowUs = timeUs + shiftUs;
        long earlierUs = timeUs + shiftEarlierUs;
        return Math.abs(nowUs - lastUs) <= Math.abs(earlierUs - lastUs) ? nowUs : earlierUs;
    }

    private Reading first(StreamItem item, Plausibility plausible, long nowUs) {
        String problem = future(item, item.eventTimeUs(), plausible, nowUs);
        if (problem != null) {
            return Reading.refused(problem);
        }
        started = true;
        epoch = item.epoch();
        // Records of the epoch before may still be on their way, and none of them was seen.
        epochBefore = epoch - 1;
        return advance(item, item.eventTimeUs());
    }

    private Reading next(StreamItem item, Plausibility plausible, long nowUs) {
        long eventUs = item.eventTimeUs() + shiftUs;
        long backUs = lastUs - eventUs;
        long shiftNowUs = shiftUs;
        if (backUs > plausible.stepBackUs()) {
            long misses = Math.abs(WRAP_US - backUs - elapsedUs(item));
            shiftNowUs += misses <= WRAP_SLACK_US ? WRAP_US : backUs + elapsedUs(item);
            eventUs = item.eventTimeUs() + shiftNowUs;
        }
        String problem = future(item, eventUs, plausible, nowUs);
        if (problem != null) {
            return Reading.refused(problem);
        }
        if (shiftNowUs != shiftUs) {
            shiftEarlierUs = shiftUs;
            shiftUs = shiftNowUs;
            carriedOn++;
        }
        return advance(item, eventUs);
    }

    private Reading missed(StreamItem item, Plausibility plausible, long nowUs) {
        long eventUs = onLine(item.eventTimeUs());
        String problem = future(item, eventUs, plausible, nowUs);
        if (problem != null) {
            return Reading.refused(problem);
        }
        seen.mark(item.sequence());
        return Reading.taken(eventUs);
    }

    private Reading restart(StreamItem item, Plausibility plausible, long nowUs) {
        long eventUs = item.eventTimeUs();
        long newShiftUs = 0;
        if (lastUs - eventUs > plausible.stepBackUs()) {
            newShiftUs = lastUs - eventUs + elapsedUs(item);
            eventUs += newShiftUs;
        }
        // A raised epoch is how a source says that it jumps.
        boolean mayJump = item.epoch() > epoch && !plausible.live();
        String problem = mayJump ? null : future(item, eventUs, plausible, nowUs);
        if (problem != null) {
            return Reading.refused(problem);
        }
        epochBefore = item.epoch() > epoch ? epoch : -1;
        shiftBeforeUs = shiftUs;
        shiftEarlierUs = shiftUs;
        seenBefore.copyFrom(seen);
        seen.clear();
        epoch = item.epoch();
        shiftUs = newShiftUs;
        if (newShiftUs != 0) {
            carriedOn++;
        }
        return advance(item, eventUs);
    }

    private Reading leftOver(StreamItem item) {
        if (item.epoch() != epochBefore) {
            return Reading.duplicate();
        }
        SequenceWindow.Seen what = seenBefore.mark(item.sequence());
        return what == SequenceWindow.Seen.HIGHEST || what == SequenceWindow.Seen.MISSED
                ? Reading.taken(item.eventTimeUs() + shiftBeforeUs)
                : Reading.duplicate();
    }

    /** A number seen before on newer content: the producer has begun to count anew. */
    private boolean startedAnew(StreamItem item) {
        long eventUs = item.eventTimeUs() + shiftUs;
        boolean newer = eventUs > lastUs && item.ingestTimeUs() > lastIngestUs;
        boolean repeatedEnd = item.endOfStream() && item.sequence() == seen.highest();
        return newer && !repeatedEnd && (ended || eventUs > lastUs + lastDurationUs);
    }

    private Reading advance(StreamItem item, long eventUs) {
        seen.mark(item.sequence());
        lastUs = eventUs;
        lastDurationUs = item.durationUs();
        lastIngestUs = item.ingestTimeUs();
        ended = item.endOfStream();
        return Reading.taken(eventUs);
    }

    /** How much later than the last record this one was captured, as far as one can tell, µs. */
    private long elapsedUs(StreamItem item) {
        long ingestUs = item.ingestTimeUs() - lastIngestUs;
        return ingestUs > 0 && ingestUs < EventTimeLimits.MAX_DURATION_US
                ? Math.max(ingestUs, lastDurationUs)
                : Math.max(lastDurationUs, 1);
    }

    private @Nullable String future(
            StreamItem item, long eventUs, Plausibility plausible, long nowUs) {
        if (plausible.live()) {
            return plausible.limits().future(eventUs, nowUs);
        }
        if (!started) {
            return null;
        }
        // Texts may be hours apart, and in a replay their ingest times do not tell.
        long maxJumpUs =
                item.modality() == Modality.TEXT
                        ? EventTimeLimits.MAX_DURATION_US
                        : plausible.maxJumpUs();
        long riseUs = eventUs - lastUs - elapsedUs(item);
        return riseUs <= maxJumpUs
                ? null
                : "Event time rises by "
                        + seconds(eventUs - lastUs)
                        + " from one record of the source to the next, more than "
                        + seconds(maxJumpUs)
                        + ". Raise the epoch where a source jumps, or set align.max-jump.";
    }

    private static String seconds(long us) {
        return us / 1e6 + " s";
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        seen.write(out);
        seenBefore.write(out);
        out.writeBoolean(started);
        out.writeInt(epoch);
        out.writeInt(epochBefore);
        out.writeLong(shiftUs);
        out.writeLong(shiftBeforeUs);
        out.writeLong(shiftEarlierUs);
        out.writeLong(lastUs);
        out.writeLong(lastDurationUs);
        out.writeLong(lastIngestUs);
        out.writeBoolean(ended);
        out.writeLong(carriedOn);
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        seen.read(in);
        seenBefore.read(in);
        started = in.readBoolean();
        epoch = in.readInt();
        epochBefore = in.readInt();
        shiftUs = in.readLong();
        shiftBeforeUs = in.readLong();
        shiftEarlierUs = in.readLong();
        lastUs = in.readLong();
        lastDurationUs = in.readLong();
        lastIngestUs = in.readLong();
        ended = in.readBoolean();
        carriedOn = in.readLong();
    }
}
