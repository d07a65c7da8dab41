package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.state.Origin;
import dev.lockstep.view.state.Revised;
import dev.lockstep.view.state.StageLatencies;
import dev.lockstep.view.state.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Windows into the state: the highest revision of each, the oldest purged, and the verdicts on the
 * texts in them. Not thread-safe.
 */
final class WindowTaker {
    /** The key of the row says it all. */
    private static final byte[] NOTHING = {};

    private final Tables tables;
    private final StreamReader reader;
    private final RecordDecoders decoders;
    private final ViewRules rules;
    private final ChangeSink changes;

    WindowTaker(
            Tables tables,
            StreamReader reader,
            RecordDecoders decoders,
            ViewRules rules,
            ChangeSink changes) {
        this.tables = tables;
        this.reader = reader;
        this.decoders = decoders;
        this.rules = rules;
        this.changes = changes;
    }

    void live(AlignedWindow window, byte[] value) {
        take(window, value, false);
    }

    void settled(AlignedWindow window, byte[] value) {
        take(window, value, true);
    }

    private void take(AlignedWindow window, byte[] value, boolean settledTopic) {
        String stream = window.getStreamId();
        StreamState state = tables.seen(stream, seen(window));
        if (window.getStartUs() < state.windowFloorUs()) {
            tables.save(state);
            return;
        }
        Bytes key = Keys.of(Keys.WINDOW, stream, window.getStartUs());
        byte[] row = tables.windows().get(key);
        Revised old = row == null ? null : Revised.of(row);
        boolean settled = settledTopic || window.getSettled();
        Long publishedUs = window.getTimes().getPublishedUs();
        Revised merged =
                Revised.merge(
                        old,
                        new Revised(
                                window.getRevision(),
                                settled,
                                settled,
                                publishedUs == null ? 0 : publishedUs,
                                value));
        if (merged.equals(old)) {
            tables.save(state);
            return;
        }
        boolean taken = old == null || merged.value() != old.value();
        StreamState.Builder next = state.edit();
        next.newestWindowUs = Math.max(next.newestWindowUs, window.getStartUs());
        next.longestWindowUs =
                Math.max(next.longestWindowUs, window.getEndUs() - window.getStartUs());
        if (taken && !settledTopic) {
            tables.note(Keys.RESULT, stream, next.results, StageLatencies.of(window.getTimes()));
            next.results++;
        }
        tables.windows().put(key, merged.toBytes());
        purge(stream, next);
        StreamState saved = next.build();
        tables.save(saved);
        AlignedWindow shown = taken ? window : decoders.window(merged.value());
        push(shown, merged.settled(), saved);
    }

    private static StreamState.Seen seen(AlignedWindow window) {
        long positionUs =
                window.getSources().stream()
                        .map(SourceStatus::getPassedUs)
                        .filter(passed -> passed != null)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(window.getStartUs());
        Long publishedUs = window.getTimes().getPublishedUs();
        return new StreamState.Seen(
                Origin.ofGrid(
                        window.getOriginUs() == 0 ? window.getStartUs() : window.getOriginUs()),
                positionUs,
                publishedUs == null ? 0 : publishedUs / 1000,
                window.getSources().stream()
                        .map(source -> source.getModality().name().toLowerCase(Locale.ROOT))
                        .filter(modality -> !"unknown".equals(modality))
                        .distinct()
                        .toList());
    }

    private void push(AlignedWindow window, boolean settled, StreamState state) {
        WindowView view = reader.windowReader().view(window, settled, state);
        for (int i = 0; i < view.members().size(); i++) {
            if (view.members().get(i).held()) {
                await(state.stream(), window.getMembers().get(i), window.getStartUs());
            }
        }
        changes.changed(state.stream(), ChangeType.WINDOW, view);
    }

    private void await(String stream, WindowMember member, long windowUs) {
        String source = member.getSourceId();
        int epoch = member.getEpoch();
        for (int i = 0; i < Math.max(1, member.getRecords()); i++) {
            long sequence = member.getSequence() + i;
            if (tables.windows().get(Keys.verdict(stream, source, epoch, sequence)) == null) {
                tables.windows().put(Keys.held(stream, source, epoch, sequence, windowUs), NOTHING);
            }
        }
    }

    /** What moderation says of a text. */
    void verdict(TextResult result, byte[] value) {
        String stream = result.getStreamId();
        Long publishedUs = result.getTimes().getPublishedUs();
        StreamState state =
                tables.seen(
                        stream,
                        new StreamState.Seen(
                                Origin.ofTimestamp(result.getEventTimeUs(), result.getPtsUs()),
                                result.getEventTimeUs(),
                                publishedUs == null ? 0 : publishedUs / 1000,
                                List.of("text")));
        tables.save(state);
        if (result.getVerdict() == TextVerdict.PASS && result.getModeration().isEmpty()) {
            return;
        }
        Bytes text =
                Keys.verdict(stream, result.getSourceId(), result.getEpoch(), result.getSequence());
        if (result.getEventTimeUs() + rules.windowRetention().toNanos() / 1000
                < state.windowFloorUs()) {
            return;
        }
        tables.windows().put(text, WindowReader.row(result.getVerdict(), result.getEventTimeUs()));
        List<Bytes> waiting = new ArrayList<>();
        StreamReader.forEach(
                tables.windows(),
                Keys.held(stream, result.getSourceId(), result.getEpoch(), result.getSequence()),
                (key, row) -> waiting.add(key));
        for (Bytes window : waiting) {
            tables.windows().delete(window);
            pushAgain(state, Keys.lastNumber(window));
        }
    }

    private void pushAgain(StreamState state, long startUs) {
        WindowView view = reader.window(state, startUs);
        if (view != null && view.members().stream().anyMatch(WindowTaker::isText)) {
            changes.changed(state.stream(), ChangeType.WINDOW, view);
        }
    }

    private static boolean isText(MemberView member) {
        return "text".equals(member.modality());
    }

    /**
     * Removes windows that are too old, a piece of event time at once to touch the store rarely.
     */
    private void purge(String stream, StreamState.Builder next) {
        long retentionUs = rules.windowRetention().toNanos() / 1000;
        long floorUs = next.newestWindowUs - retentionUs;
        if (floorUs <= next.windowFloorUs) {
            return;
        }
        KeyValueStore<Bytes, byte[]> windows = tables.windows();
        StreamReader.forEachBelow(
                windows,
                Keys.of(Keys.WINDOW, stream),
                Keys.of(Keys.WINDOW, stream, floorUs),
                windows::delete);
        if (next.windowFloorUs == Long.MIN_VALUE
                || Math.floorDiv(floorUs, retentionUs)
                        != Math.floorDiv(next.windowFloorUs, retentionUs)) {
            StreamReader.forEach(
                    windows,
                    Keys.of(Keys.VERDICT, stream),
                    (key, row) -> {
                        if (WindowReader.eventTimeUs(row) + retentionUs < floorUs) {
                            windows.delete(key);
                        }
                    });
            StreamReader.forEach(
                    windows,
                    Keys.of(Keys.HELD, stream),
                    (key, row) -> {
                        if (Keys.lastNumber(key) < floorUs) {
                            windows.delete(key);
                        }
                    });
        }
        next.windowFloorUs = floorUs;
    }
}
