package dev.lockstep.align.core;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;

/**
 * Aligns the sources of a stream: reads their clocks, keeps their records until their windows
 * settle, and writes windows when they are due. Deterministic: the same items at the same times
 * give the same output; in replay mode the times do not matter. Holds no state of its own;
 * thread-safe.
 *
 * <p>A window fires when every awaited source has passed its end. A source that lags by {@code
 * max-wait} is not awaited (live). Something that comes later revises the windows it belongs to,
 * until they settle, {@code allowed-lateness} after.
 */
public final class StreamAligner {
    private final AlignConf conf;
    private final ItemIntake intake;
    private final WindowScheduler scheduler;
    private final LedgerWriter ledger = new LedgerWriter();

    /**
     * @param conf how to align
     */
    public StreamAligner(AlignConf conf) {
        this.conf = conf;
        this.scheduler = new WindowScheduler(conf);
        this.intake = new ItemIntake(conf, scheduler);
    }

    /**
     * Takes the next item of a stream.
     *
     * @param state what is remembered of the stream; changed in place
     * @param nowMs processing time, ms since the epoch
     */
    public void accept(StreamState state, StreamItem item, long nowMs, AlignOutput out) {
        if (state.streamId.isEmpty()) {
            state.streamId = item.streamId();
            state.firstItemMs = nowMs;
        }
        state.lastItemMs = nowMs;
        if (item.role() == ItemRole.SPOKEN) {
            intake.spoken(state, item, nowMs, out);
        } else {
            state.recordsAfterClose = state.closed ? state.recordsAfterClose + 1 : 0;
            intake.record(state, item, nowMs, out);
        }
        if (knowsItsSources(state, nowMs)) {
            scheduler.advance(state, nowMs, out);
        }
        closeIfOver(state, nowMs, out);
        if (!state.closed
                && state.leadUs != SourceTrack.UNKNOWN
                && ledger.isDue(state, conf.ledgerIntervalUs())) {
            ledger.write(state, false, out);
        }
    }

    /** Processing time has gone on; call it when {@link #nextTimeMs} has come. */
    public void onTime(StreamState state, long nowMs, AlignOutput out) {
        if (conf.live() && !state.idle && nowMs >= state.lastItemMs + conf.idleTimeoutMs()) {
            scheduler.settleIdle(state, nowMs, out);
            if (!state.closed || state.recordsAfterClose > 0) {
                ledger.write(state, state.closed, out);
            }
            return;
        }
        if (conf.live()) {
            scheduler.onDeadline(state, nowMs, out);
        } else if (knowsItsSources(state, nowMs)) {
            scheduler.advance(state, nowMs, out);
        }
        closeIfOver(state, nowMs, out);
    }

    /**
     * Processing time at which {@link #onTime} wants to be called next, ms since the epoch; {@link
     * Long#MAX_VALUE} if never.
     */
    public long nextTimeMs(StreamState state) {
        long idleMs =
                conf.live() && !state.idle
                        ? state.lastItemMs + conf.idleTimeoutMs()
                        : Long.MAX_VALUE;
        if (state.closed) {
            return state.recordsAfterClose > 0 ? idleMs : Long.MAX_VALUE;
        }
        long nextMs = idleMs;
        if (!state.announced && over(state)) {
            nextMs = Math.min(nextMs, state.lastItemMs + conf.sourceGraceMs());
        }
        if (!conf.live() && !state.announced && !state.graceOver) {
            nextMs = Math.min(nextMs, state.firstItemMs + conf.sourceGraceMs());
        }
        long oldestMs = state.deadlines.oldestMs();
        return oldestMs == Long.MAX_VALUE
                ? nextMs
                : Math.min(nextMs, oldestMs + conf.maxWaitUs() / 1000);
    }

    /** Processing time at which the state may be dropped, ms since the epoch. */
    public long dropTimeMs(StreamState state) {
        return state.lastItemMs + conf.retentionMs();
    }

    /**
     * The state is to be dropped: what waits is settled and the ledger is written.
     *
     * @return whether the stream ended; false when it only fell silent
     */
    public boolean drop(StreamState state, long nowMs, AlignOutput out) {
        boolean ended = state.closed;
        if (!ended) {
            scheduler.settleIdle(state, nowMs, out);
            ledger.write(state, false, out);
        } else if (state.recordsAfterClose > 0) {
            ledger.write(state, true, out);
        }
        return ended;
    }

    private void closeIfOver(StreamState state, long nowMs, AlignOutput out) {
        boolean waits = !state.announced && nowMs < state.lastItemMs + conf.sourceGraceMs();
        if (state.closed || waits || !over(state)) {
            return;
        }
        scheduler.settleAtEnd(state, nowMs, out);
        state.closed = true;
        ledger.write(state, true, out);
    }

    /** A replay must not write windows before it has heard of all sources. */
    private boolean knowsItsSources(StreamState state, long nowMs) {
        state.graceOver |= nowMs >= state.firstItemMs + conf.sourceGraceMs();
        return conf.live() || state.announced || state.graceOver;
    }

    private static boolean over(StreamState state) {
        boolean any = false;
        for (SourceTrack source : state.sources) {
            if (source.expected) {
                if (!source.over()) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
