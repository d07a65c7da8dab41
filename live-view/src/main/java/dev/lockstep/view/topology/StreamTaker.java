package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.state.LedgerViews;
import dev.lockstep.view.state.Origin;
import dev.lockstep.view.state.Revised;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.state.TurnViews;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Ledger, turns and dead letters into the state. Not thread-safe. */
final class StreamTaker {
    private final Tables tables;
    private final RecordDecoders decoders;
    private final ViewRules rules;
    private final ChangeSink changes;

    StreamTaker(Tables tables, RecordDecoders decoders, ViewRules rules, ChangeSink changes) {
        this.tables = tables;
        this.decoders = decoders;
        this.rules = rules;
        this.changes = changes;
    }

    void ledger(LedgerEntry entry, byte[] value) {
        String stream = entry.getStreamId();
        StreamState state =
                tables.seen(stream, seen(entry.getEventTimeUs(), entry.getEventTimeUs(), 0));
        Bytes key = Keys.of(Keys.LEDGER, stream, entry.getSourceId());
        byte[] row = tables.streams().get(key);
        if (LedgerViews.isNewer(row == null ? null : decoders.ledger(row), entry)) {
            tables.streams().put(key, value);
        }
        tables.save(state);
    }

    void turn(DialogueTurn turn, byte[] value) {
        String stream = turn.getStreamId();
        Long publishedUs = turn.getTimes().getPublishedUs();
        StreamState state =
                tables.seen(
                        stream,
                        seen(
                                turn.getEventTimeUs(),
                                turn.getEventTimeUs() + turn.getDurationUs(),
                                publishedUs == null ? 0 : publishedUs / 1000));
        Bytes key = Keys.of(Keys.TURN, stream, turn.getTurn());
        byte[] row = tables.streams().get(key);
        Revised old = row == null ? null : Revised.of(row);
        Revised merged =
                Revised.merge(
                        old,
                        new Revised(
                                turn.getRevision(),
                                false,
                                false,
                                publishedUs == null ? 0 : publishedUs,
                                value));
        if (turn.getTurn() < state.turnFloor() || merged.equals(old)) {
            tables.save(state);
            return;
        }
        tables.streams().put(key, merged.toBytes());
        StreamState.Builder next = state.edit();
        next.turns += old == null ? 1 : 0;
        purgeTurns(stream, next);
        tables.save(next.build());
        changes.changed(stream, ChangeType.TURN, TurnViews.of(turn, state.origin()));
    }

    private void purgeTurns(String stream, StreamState.Builder next) {
        KeyValueStore<Bytes, byte[]> streams = tables.streams();
        Bytes prefix = Keys.of(Keys.TURN, stream);
        while (next.turns > rules.maxTurns()) {
            try (KeyValueIterator<Bytes, byte[]> rows = streams.range(prefix, Keys.after(prefix))) {
                Bytes oldest = rows.next().key;
                streams.delete(oldest);
                next.turnFloor = Keys.lastNumber(oldest) + 1;
                next.turns--;
            }
        }
    }

    /** A dead letter that names no stream is counted by the job, not here. */
    void deadLetter(DeadLetter letter, byte[] value) {
        String stream = letter.getStreamId();
        if (stream == null || stream.isBlank()) {
            return;
        }
        long recordUs = Math.max(0, letter.getRecordTimeMs()) * 1000;
        StreamState.Builder next =
                tables.seen(
                                stream,
                                new StreamState.Seen(
                                        Origin.ofEventTime(
                                                recordUs == 0 ? letter.getFailedAtUs() : recordUs),
                                        0,
                                        letter.getFailedAtUs() / 1000,
                                        List.of()))
                        .edit();
        next.deadLetters++;
        tables.save(next.build());
    }

    private static StreamState.Seen seen(long startUs, long endUs, long publishedMs) {
        return new StreamState.Seen(Origin.ofEventTime(startUs), endUs, publishedMs, List.of());
    }
}
