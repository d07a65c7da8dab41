package dev.lockstep.align.core;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.align.window.WindowGrid;
import dev.lockstep.schema.avro.Modality;
import org.jspecify.annotations.Nullable;

/** Decides when windows fire, are revised and settle. Holds no state of its own; thread-safe. */
final class WindowScheduler {
    private final AlignConf conf;
    private final WindowGrid grid;
    private final WindowBuilder builder;

    WindowScheduler(AlignConf conf) {
        this.conf = conf;
        this.grid = conf.grid();
        this.builder = new WindowBuilder(conf);
    }

    /** How far the foremost source is; live: no clock can push it beyond ours. */
    void lead(StreamState state, long nowMs) {
        long leadUs = state.leadUs;
        for (SourceTrack source : state.sources) {
            if (source.heard) {
                leadUs = Math.max(leadUs, source.passedUs);
            }
        }
        if (conf.live()) {
            leadUs = Math.max(state.leadUs, Math.min(leadUs, nowMs * 1000));
            if (state.leadUs != SourceTrack.UNKNOWN && leadUs - state.leadUs > longestWaitUs()) {
                state.leapFromUs = state.leadUs;
                state.leapToUs = leadUs;
            }
        }
        state.leadUs = leadUs;
    }

    /** Fires and settles what is due. */
    void advance(StreamState state, long nowMs, AlignOutput out) {
        if (state.originUs == SourceTrack.UNKNOWN) {
            return;
        }
        placeGrid(state);
        FireReason why;
        do {
            while (state.windows.nextToSettle() < state.windows.nextToFire()
                    && settleDue(state, state.windows.nextToSettle())) {
                settle(state, nowMs, out);
            }
            // Before anything fires: whether a gap is empty must not depend on when it was seen.
            skipGap(state);
            why = due(state, state.windows.nextToFire());
            if (why != null && isGap(state)) {
                // What lies before a gap settles first: then the gap is skipped, or is none.
                why = null;
            }
            if (why != null) {
                fire(state, why, nowMs, out);
            }
        } while (why != null);
        if (conf.live()) {
            noteDeadlines(state, nowMs);
        }
    }

    /** Live: windows that have waited for max-wait of processing time fire. */
    void onDeadline(StreamState state, long nowMs, AlignOutput out) {
        while (state.deadlines.size() > 0
                && state.deadlines.oldestMs() + conf.maxWaitUs() / 1000 <= nowMs
                && startUs(state, state.windows.nextToFire()) < state.dataEndUs) {
            fire(state, FireReason.DEADLINE, nowMs, out);
        }
        if (state.deadlines.oldestMs() != Long.MAX_VALUE
                && state.deadlines.oldestMs() + conf.maxWaitUs() / 1000 <= nowMs) {
            state.deadlines.clear();
        }
    }

    /** Whether everything in a span belongs to windows only that are not written any more. */
    boolean isSettled(StreamState state, long fromUs, long endUs) {
        if (!state.gridFixed) {
            return false;
        }
        long last = grid.last(endUs - 1 - state.originUs);
        if (last >= state.windows.firstOfStretch()
                || last >= state.windows.nextToSettle() && isBeforeGap(state, fromUs)) {
            return false;
        }
        return last < state.windows.firstOpen()
                || startUs(state, state.windows.firstOfStretch()) - endUs > conf.maxGapUs()
                || settleDue(state, last);
    }

    /** Whether a time lies in windows in front of a gap, of which some have not settled. */
    private boolean isBeforeGap(StreamState state, long timeUs) {
        return state.windows.waitsBeforeGap()
                && grid.first(timeUs - state.originUs) < state.windows.firstOpen();
    }

    /**
     * Windows before the first one are written after all, because something lies in them that came
     * out of order.
     */
    void open(StreamState state, long fromUs, long nowMs, AlignOutput out) {
        long before = state.windows.firstOfStretch();
        long index = Math.max(grid.last(fromUs - state.originUs), state.windows.firstOpen());
        while (index < before && settleDue(state, index)) {
            index++;
        }
        if (!state.gridFixed || index >= before || isBeforeGap(state, fromUs)) {
            return;
        }
        boolean fired = before < state.windows.nextToFire();
        state.windows.openFrom(index);
        if (!fired) {
            state.deadlines.openBefore((int) (before - index));
            return;
        }
        for (; index < before; index++) {
            FireReason due = due(state, index);
            FireReason why = due == null ? FireReason.DEADLINE : due;
            out.window(builder.build(state, index, 0, why, nowMs), why);
        }
    }

    /**
     * Writes the fired windows that a span lies in anew.
     *
     * @return whether there were any
     */
    boolean revise(StreamState state, long fromUs, long endUs, long nowMs, AlignOutput out) {
        if (!state.gridFixed) {
            return false;
        }
        long first = grid.first(fromUs - conf.policy().reachAfterUs() - state.originUs);
        long last = grid.last(endUs - 1 + conf.policy().reachUs() - state.originUs);
        first = Math.max(first, state.windows.nextToSettle());
        last = Math.min(last, state.windows.nextToFire() - 1);
        boolean any = false;
        for (long index = first; index <= last; index++) {
            if (state.windows.isWaiting(index)) {
                any = true;
                int revision = state.windows.revised(index);
                out.window(
                        builder.build(state, index, revision, FireReason.REVISION, nowMs),
                        FireReason.REVISION);
            }
        }
        return any;
    }

    /** A buffer is full: the oldest windows go until there is room or nothing is left. */
    void makeRoom(StreamState state, SourceTrack source, long nowMs, AlignOutput out) {
        placeGrid(state);
        while (source.buffer.isFull(conf.limits())
                && (state.windows.nextToSettle() < state.windows.nextToFire()
                        || hasData(state, state.windows.nextToFire()))) {
            if (state.windows.nextToSettle() == state.windows.nextToFire()) {
                fire(state, FireReason.BUFFER_FULL, nowMs, out);
            }
            settle(state, nowMs, out);
            skipGap(state);
        }
    }

    /** The stream has ended: all its windows fire and settle. */
    void settleAtEnd(StreamState state, long nowMs, AlignOutput out) {
        settleAll(state, FireReason.END_OF_STREAM, nowMs, out);
    }

    /** The stream has fallen silent: all its windows fire and settle; it may go on. */
    void settleIdle(StreamState state, long nowMs, AlignOutput out) {
        settleAll(state, FireReason.IDLE, nowMs, out);
        state.idle = true;
    }

    private void settleAll(StreamState state, FireReason why, long nowMs, AlignOutput out) {
        state.deadlines.clear();
        if (state.originUs == SourceTrack.UNKNOWN) {
            return;
        }
        placeGrid(state);
        while (state.windows.nextToSettle() < state.windows.nextToFire()) {
            settle(state, nowMs, out);
        }
        skipGap(state);
        while (hasData(state, state.windows.nextToFire())) {
            fire(state, why, nowMs, out);
            settle(state, nowMs, out);
            skipGap(state);
        }
    }

    private boolean hasData(StreamState state, long index) {
        return startUs(state, index) < state.dataEndUs;
    }

    private void placeGrid(StreamState state) {
        if (!state.gridFixed && state.dataStartUs != SourceTrack.UNKNOWN) {
            state.windows.skipTo(grid.last(state.dataStartUs - state.originUs));
        }
    }

    private @Nullable FireReason due(StreamState state, long index) {
        if (!hasData(state, index)) {
            return null;
        }
        long endUs = state.originUs + grid.endUs(index);
        boolean any = false;
        long passedUs = Long.MAX_VALUE;
        for (SourceTrack source : state.sources) {
            if (isAwaited(state, source)) {
                any = true;
                passedUs = Math.min(passedUs, source.passedUs());
            }
        }
        if (any && passedUs >= endUs + conf.policy().reachAfterUs() && state.leadUs >= endUs) {
            return FireReason.ALL_PASSED;
        }
        if (conf.live() && SourceTrack.minus(state.leadUs, conf.maxWaitUs()) >= endUs) {
            return FireReason.MAX_WAIT;
        }
        return null;
    }

    /** Whether nothing can change a window any more. */
    private boolean settleDue(StreamState state, long index) {
        long endUs = state.originUs + grid.endUs(index) + conf.policy().reachAfterUs();
        boolean any = false;
        long finalUs = Long.MAX_VALUE;
        for (SourceTrack source : state.sources) {
            if (source.expected && !(conf.live() && source.modality == Modality.TEXT)) {
                any = true;
                finalUs = Math.min(finalUs, source.finalUs(conf.allowedLatenessUs()));
            }
        }
        // Words that are final say nothing of a text, or of a source nobody knows of yet.
        boolean late = SourceTrack.minus(state.leadUs, conf.allowedLatenessUs()) >= endUs;
        if (any && late && finalUs >= endUs && finalUs != Long.MAX_VALUE) {
            return true;
        }
        return conf.live() && waitedUs(state, endUs) >= longestWaitUs();
    }

    /** Live: the event time after which a window settles whoever has not passed it, µs. */
    private long longestWaitUs() {
        return conf.maxWaitUs() + conf.allowedLatenessUs();
    }

    /**
     * For how long a time that was passed has been waited for, event time, µs. The newest leap of
     * the lead does not count: what was spoken last before all fell silent is recognised when sound
     * comes again, as only then it is known to be over.
     */
    private static long waitedUs(StreamState state, long timeUs) {
        if (state.leadUs == SourceTrack.UNKNOWN) {
            return SourceTrack.UNKNOWN;
        }
        long leaptUs =
                state.leapToUs == SourceTrack.UNKNOWN
                        ? 0
                        : state.leapToUs - Math.max(state.leapFromUs, timeUs);
        return state.leadUs - timeUs - Math.max(0, leaptUs);
    }

    /** Texts come when somebody writes: a live window does not wait for the next one. */
    private boolean isAwaited(StreamState state, SourceTrack source) {
        if (!source.expected || source.over()) {
            return false;
        }
        if (!conf.live()) {
            return true;
        }
        return source.modality != Modality.TEXT && !source.lags(state.leadUs, conf.maxWaitUs());
    }

    private void fire(StreamState state, FireReason why, long nowMs, AlignOutput out) {
        state.gridFixed = true;
        long index = state.windows.nextToFire();
        state.windows.fired();
        state.deadlines.fired();
        out.window(builder.build(state, index, 0, why, nowMs), why);
    }

    private void settle(StreamState state, long nowMs, AlignOutput out) {
        long index = state.windows.nextToSettle();
        int revision = state.windows.revision(index) + 1;
        out.settled(builder.build(state, index, revision, FireReason.SETTLED, nowMs));
        state.windows.settled();
        state.settledWindows++;
        long neededUs = startUs(state, index + 1) - conf.policy().reachUs();
        for (SourceTrack source : state.sources) {
            source.buffer.evictBefore(neededUs);
            if (source.speech != null) {
                source.speech.evictBefore(neededUs);
            }
        }
    }

    /** After a long time without records the grid goes on where they do. */
    private void skipGap(StreamState state) {
        long next = state.windows.nextToFire();
        if (isGap(state) && (state.windows.nextToSettle() == next || mayWait(state, next - 1))) {
            state.windows.skipTo(grid.last(nextDataUs(state) - state.originUs));
            state.deadlines.clear();
        }
    }

    /**
     * Live: whether the grid goes on behind a gap although a window in front of it has not settled.
     * It may then wait for its words, and no window behind the gap waits for it.
     */
    private boolean mayWait(StreamState state, long index) {
        long endUs = state.originUs + grid.endUs(index) + conf.policy().reachAfterUs();
        return conf.live()
                && !state.windows.waitsBeforeGap()
                && SourceTrack.minus(state.leadUs, longestWaitUs()) >= endUs;
    }

    /** Whether, as far as is known, nothing comes for a long time in which windows would lie. */
    private boolean isGap(StreamState state) {
        long next = state.windows.nextToFire();
        if (!hasData(state, next)) {
            return false;
        }
        long dataUs = nextDataUs(state);
        return dataUs != Long.MAX_VALUE
                && dataUs - startUs(state, next) > conf.maxGapUs()
                && grid.last(dataUs - state.originUs) > next;
    }

    /** Where the first record lies that ends after the next window's start, µs. */
    private long nextDataUs(StreamState state) {
        long fromUs = startUs(state, state.windows.nextToFire());
        long dataUs = Long.MAX_VALUE;
        for (SourceTrack source : state.sources) {
            int at = source.buffer.firstEndingAfter(fromUs);
            if (at < source.buffer.end()) {
                dataUs = Math.min(dataUs, source.buffer.startUs(at));
            }
        }
        return dataUs;
    }

    private void noteDeadlines(StreamState state, long nowMs) {
        if (state.leadUs == SourceTrack.UNKNOWN) {
            return;
        }
        long index = state.windows.nextToFire() + state.deadlines.size();
        while (state.originUs + grid.endUs(index) <= state.leadUs) {
            state.deadlines.passed(nowMs);
            index++;
        }
    }

    private long startUs(StreamState state, long index) {
        return state.originUs + grid.startUs(index);
    }
}
