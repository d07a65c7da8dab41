package dev.lockstep.align.core;

import dev.lockstep.align.clock.Reading;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.OverloadPolicy;
import dev.lockstep.align.ledger.Outcome;
import dev.lockstep.align.speech.ChangedSpan;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;
import java.util.Objects;

/** Takes items in: clock, outcome, buffer, revisions. Holds no state of its own; thread-safe. */
final class ItemIntake {
    private final AlignConf conf;
    private final WindowScheduler scheduler;

    ItemIntake(AlignConf conf, WindowScheduler scheduler) {
        this.conf = conf;
        this.scheduler = scheduler;
    }

    /** Words were recognised. They are no record, so the ledger does not count them. */
    void spoken(StreamState state, StreamItem item, long nowMs, AlignOutput out) {
        SourceTrack source = state.source(item.sourceId(), item.modality());
        source.expected = true;
        SpokenWords words = onLine(source, Objects.requireNonNull(item.spoken()));
        ChangedSpan changed = source.speech().accept(words);
        if (changed == null || !state.gridFixed) {
            return;
        }
        if (scheduler.isSettled(state, changed.fromUs(), changed.toUs())) {
            out.late(item);
            return;
        }
        scheduler.revise(state, changed.fromUs(), changed.toUs(), nowMs, out);
    }

    /** Words carry the timestamps of their sound. */
    private SpokenWords onLine(SourceTrack source, SpokenWords words) {
        return source.timeline.carriedOn() == 0 && !conf.correctSkew()
                ? words
                : new SpokenWords(
                        words.utterance(),
                        words.last(),
                        words.endOfSpeech(),
                        words.words().stream()
                                .map(
                                        word ->
                                                new SpokenWord(
                                                        word.text(),
                                                        onStream(source, word.startUs()),
                                                        onStream(source, word.endUs()),
                                                        word.confidence()))
                                .toList());
    }

    /** A timestamp of the source on the stream's line of time, µs. */
    private long onStream(SourceTrack source, long timestampUs) {
        return source.corrected(source.timeline.onLine(timestampUs), conf.correctSkew());
    }

    /** A record was read. */
    void record(StreamState state, StreamItem item, long nowMs, AlignOutput out) {
        SourceTrack source = state.source(item.sourceId(), item.modality());
        source.counts.read();
        if (item.role() == ItemRole.INVALID) {
            source.counts.add(Outcome.INVALID);
            return;
        }
        Reading reading = source.timeline.read(item, conf.plausible(), nowMs * 1000);
        if (reading.verdict() == Reading.Verdict.DUPLICATE) {
            source.counts.add(Outcome.DUPLICATE);
            out.duplicate(item);
        } else if (reading.verdict() == Reading.Verdict.REFUSED) {
            source.counts.add(Outcome.INVALID);
            out.refused(item, Objects.requireNonNull(reading.problem()));
        } else {
            // Sound is sent when its last sample was captured, a picture or a text when it begins.
            long lastsUs = item.modality() == Modality.AUDIO ? item.durationUs() : 0;
            source.clock.observe(reading.eventTimeUs() + lastsUs, item.ingestTimeUs());
            long atUs = source.corrected(reading.eventTimeUs(), conf.correctSkew());
            take(state, source, item, atUs, nowMs, out);
        }
        SpeechMark mark = item.mark();
        if (mark != null && reading.verdict() != Reading.Verdict.REFUSED) {
            long fromUs = onStream(source, mark.spokenFromUs());
            source.speech().mark(new SpeechMark(mark.utterances(), fromUs), item.endOfStream());
        }
    }

    private void take(
            StreamState state,
            SourceTrack source,
            StreamItem item,
            long atUs,
            long nowMs,
            AlignOutput out) {
        if (source.modality != item.modality()) {
            source.modality = item.modality();
            state.sort();
        }
        source.heard = true;
        source.expected = true;
        source.firstUs = Math.min(source.firstUs, atUs);
        source.noteEnd(item.endOfStream(), atUs, atUs + item.durationUs());
        state.closed = false;
        state.idle = false;
        announce(state, item, atUs);
        if (item.endOfStream() && item.durationUs() == 0) {
            // Nothing but the news that the source has ended.
            source.counts.add(Outcome.MATCHED);
        } else {
            locate(state, item, atUs);
            source.counts.add(place(state, source, item, atUs, nowMs, out));
        }
        tick(source, atUs + item.durationUs());
        scheduler.lead(state, nowMs);
        SourceSkews.update(state);
    }

    /** The producer names the sources of the stream, so that a window waits for them. */
    private static void announce(StreamState state, StreamItem item, long atUs) {
        state.announced |= !item.announced().isEmpty();
        for (String id : item.announced()) {
            SourceTrack other = state.find(id);
            if (other == null) {
                other = state.source(id, Modality.UNKNOWN);
            }
            other.expected = true;
            other.announcedUs = Math.min(other.announcedUs, atUs);
        }
    }

    private void locate(StreamState state, StreamItem item, long atUs) {
        if (state.gridFixed) {
            return;
        }
        long shiftUs = atUs - item.eventTimeUs();
        long originUs = Math.max(0, Math.min(item.originUs() + shiftUs, atUs));
        state.originUs =
                state.originUs == SourceTrack.UNKNOWN
                        ? originUs
                        : Math.min(state.originUs, originUs);
        if (atUs < state.dataStartUs && state.dataStartUs - atUs <= conf.maxGapUs()) {
            long slideUs = conf.grid().slideUs();
            state.deadlines.openBefore((int) ((state.dataStartUs - atUs) / slideUs));
        }
        state.dataStartUs =
                state.dataStartUs == SourceTrack.UNKNOWN ? atUs : Math.min(state.dataStartUs, atUs);
    }

    private Outcome place(
            StreamState state,
            SourceTrack source,
            StreamItem item,
            long atUs,
            long nowMs,
            AlignOutput out) {
        long endUs = atUs + Math.max(item.durationUs(), 1);
        if (scheduler.isSettled(state, atUs, endUs)) {
            out.late(item);
            return Outcome.LATE_DROPPED;
        }
        if (source.buffer.isFull(conf.limits())) {
            if (conf.overload() != OverloadPolicy.PROCESS_ALL
                    && source.modality != Modality.AUDIO) {
                out.shed(item);
                return Outcome.SHED;
            }
            scheduler.makeRoom(state, source, nowMs, out);
            if (scheduler.isSettled(state, atUs, endUs)) {
                out.late(item);
                return Outcome.LATE_DROPPED;
            }
        }
        source.buffer.add(atUs, item.durationUs(), item.epoch(), item.sequence(), item.content());
        state.dataEndUs = Math.max(state.dataEndUs, endUs);
        boolean revised = scheduler.revise(state, atUs, endUs, nowMs, out);
        scheduler.open(state, atUs, nowMs, out);
        return revised ? Outcome.LATE_REVISED : Outcome.MATCHED;
    }

    private void tick(SourceTrack source, long endUs) {
        long passedUs = endUs - conf.outOfOrderUs();
        if (source.passedUs != SourceTrack.UNKNOWN && passedUs < source.passedUs) {
            source.outOfOrderUs = Math.max(source.outOfOrderUs, source.passedUs - passedUs);
        }
        source.passedUs = Math.max(source.passedUs, passedUs);
    }
}
