package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.view.compliance.ComplianceMeter;
import dev.lockstep.view.compliance.ComplianceState;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.state.CaptionPosition;
import dev.lockstep.view.state.CaptionViews;
import dev.lockstep.view.state.Revised;
import dev.lockstep.view.state.StageLatencies;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.state.TurnViews;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stores. The topology and the questions use the same one, so that what is pushed is what
 * is answered. Not thread-safe.
 */
public final class StreamReader {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> captions;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> windows;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> streams;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> frames;
    private final RecordDecoders decoders;

    /**
     * A reader.
     *
     * @param stores gives a store by its name
     */
    public StreamReader(
            Function<String, ? extends ReadOnlyKeyValueStore<Bytes, byte[]>> stores,
            ViewTopics topics,
            SchemaRegistry registry) {
        this.captions = stores.apply(ViewStores.CAPTIONS);
        this.windows = stores.apply(ViewStores.WINDOWS);
        this.streams = stores.apply(ViewStores.STREAMS);
        this.frames = stores.apply(ViewStores.FRAMES);
        this.decoders = new RecordDecoders(topics, registry);
    }

    /** The state of a stream; empty when nothing of it has come. */
    public Optional<StreamState> state(String stream) {
        return Optional.ofNullable(streams.get(Keys.of(Keys.STATE, stream))).map(StateJson::read);
    }

    /** The states of all streams here. */
    public List<StreamState> states() {
        List<StreamState> found = new ArrayList<>();
        forEach(streams, Keys.all(Keys.STATE), (key, value) -> found.add(StateJson.read(value)));
        return found;
    }

    /** Up to {@code limit} captions behind a position, or the oldest, with their positions. */
    public List<PlacedCaption> captionsAfter(
            StreamState state, @Nullable CaptionPosition position, int limit) {
        Bytes prefix = Keys.of(Keys.CAPTION, state.stream());
        Bytes from = position == null ? prefix : Keys.caption(state.stream(), position);
        List<PlacedCaption> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = captions.range(from, Keys.after(prefix))) {
            while (found.size() < limit && rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if ((position == null || !row.key.equals(from)) && startsWith(row.key, prefix)) {
                    found.add(placed(row, state));
                }
            }
        }
        return found;
    }

    /** The newest captions, oldest first. */
    public List<CaptionView> newestCaptions(StreamState state, int limit) {
        Deque<CaptionView> found = new ArrayDeque<>();
        Bytes prefix = Keys.of(Keys.CAPTION, state.stream());
        try (KeyValueIterator<Bytes, byte[]> rows =
                captions.reverseRange(prefix, Keys.after(prefix))) {
            while (found.size() < limit && rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (startsWith(row.key, prefix)) {
                    found.addFirst(placed(row, state).caption());
                }
            }
        }
        return List.copyOf(found);
    }

    /** The newest caption that has some text. */
    @Nullable Caption newestCaption(StreamState state) {
        Bytes prefix = Keys.of(Keys.CAPTION, state.stream());
        try (KeyValueIterator<Bytes, byte[]> rows =
                captions.reverseRange(prefix, Keys.after(prefix))) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (!startsWith(row.key, prefix)) {
                    continue;
                }
                Caption caption = decoders.caption(Revised.of(row.value).value());
                if (!caption.getCommittedText().isEmpty()
                        || !caption.getTentativeText().isEmpty()) {
                    return caption;
                }
            }
        }
        return null;
    }

    private PlacedCaption placed(KeyValue<Bytes, byte[]> row, StreamState state) {
        Revised kept = Revised.of(row.value);
        return new PlacedCaption(
                Keys.captionPosition(row.key),
                CaptionViews.of(decoders.caption(kept.value()), kept.settled(), state.origin()));
    }

    /** A caption and where it stands. */
    public record PlacedCaption(CaptionPosition position, CaptionView caption) {}

    /** Windows that touch a span of media time, in their order. */
    public List<WindowView> windows(StreamState state, long fromMs, long toMs) {
        long fromUs = eventUs(state, fromMs);
        long toUs = eventUs(state, toMs);
        WindowReader reader = windowReader();
        List<WindowView> found = new ArrayList<>();
        Bytes prefix = Keys.of(Keys.WINDOW, state.stream());
        Bytes first =
                Keys.of(Keys.WINDOW, state.stream(), Math.max(0, fromUs - state.longestWindowUs()));
        Bytes last = Keys.of(Keys.WINDOW, state.stream(), Math.max(0, toUs));
        if (first.compareTo(last) >= 0) {
            return found;
        }
        try (KeyValueIterator<Bytes, byte[]> rows = windows.range(first, last)) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                long startUs = Keys.lastNumber(row.key);
                if (!startsWith(row.key, prefix) || startUs >= toUs) {
                    continue;
                }
                Revised kept = Revised.of(row.value);
                AlignedWindow window = decoders.window(kept.value());
                if (window.getEndUs() > fromUs) {
                    found.add(reader.view(window, kept.settled(), state));
                }
            }
        }
        return found;
    }

    WindowReader windowReader() {
        return new WindowReader(windows);
    }

    /** A window by its start. */
    @Nullable WindowView window(StreamState state, long startUs) {
        byte[] row = windows.get(Keys.of(Keys.WINDOW, state.stream(), startUs));
        if (row == null) {
            return null;
        }
        Revised kept = Revised.of(row);
        return windowReader().view(decoders.window(kept.value()), kept.settled(), state);
    }

    @Nullable AlignedWindow newestWindow(StreamState state) {
        byte[] row = windows.get(Keys.of(Keys.WINDOW, state.stream(), state.newestWindowUs()));
        return row == null ? null : decoders.window(Revised.of(row).value());
    }

    /** Dialogue turns, oldest first. */
    public List<TurnView> turns(StreamState state) {
        List<TurnView> found = new ArrayList<>();
        forEach(
                streams,
                Keys.of(Keys.TURN, state.stream()),
                (key, value) -> {
                    DialogueTurn turn = decoders.turn(Revised.of(value).value());
                    found.add(TurnViews.of(turn, state.origin()));
                });
        return found;
    }

    /** The figures of the compliance meter as it was stored last. */
    public ComplianceView compliance(StreamState state) {
        byte[] row = streams.get(Keys.of(Keys.COMPLIANCE, state.stream()));
        ComplianceMeter meter =
                row == null
                        ? new ComplianceMeter()
                        : new ComplianceMeter(StateJson.read(row, ComplianceState.class));
        return meter.view(state.stream());
    }

    List<LedgerEntry> ledger(StreamState state) {
        List<LedgerEntry> found = new ArrayList<>();
        forEach(
                streams,
                Keys.of(Keys.LEDGER, state.stream()),
                (key, value) -> found.add(decoders.ledger(value)));
        return found;
    }

    @Nullable VisionResult scene(String stream) {
        byte[] row = streams.get(Keys.of(Keys.SCENE, stream));
        return row == null ? null : decoders.scene(row);
    }

    List<StageLatencies> latencies(byte kind, String stream) {
        List<StageLatencies> found = new ArrayList<>();
        forEach(
                streams,
                Keys.of(kind, stream),
                (key, value) -> found.add(StageLatencies.of(value)));
        return found;
    }

    /** The newest picture. */
    public Optional<FrameView> frame(StreamState state) {
        return picture(state.stream()).map(picture -> picture.view(state.origin()));
    }

    Optional<ShownPicture> picture(String stream) {
        return Optional.ofNullable(frames.get(Keys.of(Keys.FRAME, stream))).map(ShownPicture::of);
    }

    private static long eventUs(StreamState state, long mediaMs) {
        long bounded = Math.max(-(1L << 50), Math.min(1L << 50, mediaMs));
        return state.origin().originUs() + bounded * 1000;
    }

    static boolean startsWith(Bytes key, Bytes prefix) {
        byte[] whole = key.get();
        byte[] head = prefix.get();
        return whole.length >= head.length
                && Arrays.equals(whole, 0, head.length, head, 0, head.length);
    }

    interface Row {
        void read(Bytes key, byte[] value);
    }

    static void forEach(ReadOnlyKeyValueStore<Bytes, byte[]> store, Bytes prefix, Row reader) {
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(prefix, Keys.after(prefix))) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (startsWith(row.key, prefix)) {
                    reader.read(row.key, row.value);
                }
            }
        }
    }

    /** Calls for each key from a prefix on that lies below an end. */
    static void forEachBelow(
            ReadOnlyKeyValueStore<Bytes, byte[]> store,
            Bytes prefix,
            Bytes end,
            Consumer<Bytes> each) {
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(prefix, end)) {
            while (rows.hasNext()) {
                Bytes key = rows.next().key;
                if (startsWith(key, prefix) && key.compareTo(end) < 0) {
                    each.accept(key);
                }
            }
        }
    }
}
