package dev.lockstep.align.core;

import dev.lockstep.align.window.Deadlines;
import dev.lockstep.align.window.FiredWindows;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the aligner remembers of one stream. Mutable, not thread-safe. A few kB of clocks for each
 * source, and 36 bytes and its content for each record that waits for its windows to settle.
 */
public final class StreamState {
    /** Layout written by {@link #toBytes}; older ones are still read. */
    public static final int VERSION = 3;

    /** By modality, then id, so that windows do not depend on who came first. */
    final List<SourceTrack> sources = new ArrayList<>(4);

    final FiredWindows windows = new FiredWindows();
    final Deadlines deadlines = new Deadlines();
    String streamId = "";

    /** Event time at which the grid begins; {@link SourceTrack#UNKNOWN} before the first record. */
    long originUs = SourceTrack.UNKNOWN;

    /** True once a window has fired: the grid does not move any more. */
    boolean gridFixed;

    /** Event time of the earliest record before the grid was fixed. */
    long dataStartUs = SourceTrack.UNKNOWN;

    /** Greatest event time that some source has passed; live: never beyond the clock. */
    long leadUs = SourceTrack.UNKNOWN;

    /** Live: {@link #leadUs} before its newest leap, a rise by more than windows are waited for. */
    long leapFromUs = SourceTrack.UNKNOWN;

    /** {@link #leadUs} after that leap; unknown before there was one. */
    long leapToUs = SourceTrack.UNKNOWN;

    /** {@link #leadUs} when the clocks of the sources were compared last. */
    long skewAtUs = SourceTrack.UNKNOWN;

    /** Event time at which the newest record ends. */
    long dataEndUs = SourceTrack.UNKNOWN;

    long settledWindows;
    long ledgerInterval;
    long ledgerAtUs = SourceTrack.UNKNOWN;

    /** True once all sources were over and the ledger was closed. */
    boolean closed;

    /** True once a producer has named the sources of the stream. */
    boolean announced;

    /** Processing time of the first item, ms; 0 before it. */
    long firstItemMs;

    /** True once a stream that nobody announced has waited for sources it had not heard. */
    boolean graceOver;

    /** Records that came after the ledger was closed, such as repeats; it is written once more. */
    long recordsAfterClose;

    /** Processing time of the newest item, ms. */
    long lastItemMs;

    /** True while nothing has come since all windows settled because the stream was idle. */
    boolean idle;

    /** The source with an id; made if there is none. */
    SourceTrack source(String id, Modality modality) {
        for (SourceTrack source : sources) {
            if (source.id.equals(id)) {
                return source;
            }
        }
        SourceTrack added = new SourceTrack(id, modality);
        int at = sources.size();
        while (at > 0 && isAfter(sources.get(at - 1), added)) {
            at--;
        }
        sources.add(at, added);
        return added;
    }

    /** The source with an id, if there is one. */
    @Nullable SourceTrack find(String id) {
        for (SourceTrack source : sources) {
            if (source.id.equals(id)) {
                return source;
            }
        }
        return null;
    }

    /** The windows of the stream that have settled. */
    public long settledWindows() {
        return settledWindows;
    }

    /** The records of all sources that wait, for measuring. */
    public int waitingRecords() {
        return sources.stream().mapToInt(source -> source.buffer.size()).sum();
    }

    /** A modality that became known later moves its source to its place. */
    void sort() {
        sources.sort((a, b) -> isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0);
    }

    private static boolean isAfter(SourceTrack a, SourceTrack b) {
        int byModality = a.modality.compareTo(b.modality);
        return byModality != 0 ? byModality > 0 : a.id.compareTo(b.id) > 0;
    }

    /** The state as bytes, version first. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            ItemCodec.writeText(streamId, out);
            windows.write(out);
            deadlines.write(out);
            out.writeLong(originUs);
            out.writeBoolean(gridFixed);
            out.writeLong(dataStartUs);
            out.writeLong(leadUs);
            out.writeLong(skewAtUs);
            out.writeLong(dataEndUs);
            out.writeLong(settledWindows);
            out.writeLong(ledgerInterval);
            out.writeLong(ledgerAtUs);
            out.writeBoolean(closed);
            out.writeBoolean(announced);
            out.writeLong(firstItemMs);
            out.writeBoolean(graceOver);
            out.writeLong(recordsAfterClose);
            out.writeLong(lastItemMs);
            out.writeBoolean(idle);
            out.writeInt(sources.size());
            for (SourceTrack source : sources) {
                ItemCodec.writeText(source.id, out);
                source.write(out);
            }
            windows.writeBeforeGap(out);
            out.writeLong(leapFromUs);
            out.writeLong(leapToUs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalStateException when a newer Lockstep wrote it
     */
    public static StreamState fromBytes(byte[] bytes) {
        StreamState state = new StreamState();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            // Layout 1 knew no language and no moderation of texts, and reads as it is.
            if (version < 1 || version > VERSION) {
                throw new IllegalStateException(
                        "The state of a stream is in layout "
                                + version
                                + "; this Lockstep reads up to layout "
                                + VERSION
                                + ". Start the job with the version that wrote the checkpoint.");
            }
            state.streamId = ItemCodec.readText(in);
            state.windows.read(in);
            state.deadlines.read(in);
            state.originUs = in.readLong();
            state.gridFixed = in.readBoolean();
            state.dataStartUs = in.readLong();
            state.leadUs = in.readLong();
            state.skewAtUs = in.readLong();
            state.dataEndUs = in.readLong();
            state.settledWindows = in.readLong();
            state.ledgerInterval = in.readLong();
            state.ledgerAtUs = in.readLong();
            state.closed = in.readBoolean();
            state.announced = in.readBoolean();
            state.firstItemMs = in.readLong();
            state.graceOver = in.readBoolean();
            state.recordsAfterClose = in.readLong();
            state.lastItemMs = in.readLong();
            state.idle = in.readBoolean();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String id = ItemCodec.readText(in);
                state.sources.add(SourceTrack.read(id, in));
            }
            // Before layout 3 the grid went on behind a gap when all in front of it had settled.
            if (version >= 3) {
                state.windows.readBeforeGap(in);
                state.leapFromUs = in.readLong();
                state.leapToUs = in.readLong();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }

    /** A copy that shares nothing that changes. */
    public StreamState copy() {
        return fromBytes(toBytes());
    }
}
