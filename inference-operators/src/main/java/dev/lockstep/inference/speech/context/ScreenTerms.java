package dev.lockstep.inference.speech.context;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The terms that were on the screen of a stream, and when. Bounded: the terms that have been gone
 * for longest are forgotten first. One thread at a time.
 */
public final class ScreenTerms {
    /** Layout of {@link #toBytes()}. */
    public static final int VERSION = 1;

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /**
     * When a term was on screen.
     *
     * @param firstUs event time of the first frame that showed it, µs since the epoch
     * @param lastUs the same of the last one so far
     */
    private record Seen(long firstUs, long lastUs) {}

    /**
     * Notes what a frame shows.
     *
     * @param terms of the frame
     * @param eventTimeUs of the frame, µs since the epoch; frames may come in any order
     * @param limit most terms to remember
     */
    public void add(List<String> terms, long eventTimeUs, int limit) {
        for (String term : terms) {
            seen.merge(
                    term,
                    new Seen(eventTimeUs, eventTimeUs),
                    (a, b) ->
                            new Seen(
                                    Math.min(a.firstUs(), b.firstUs()),
                                    Math.max(a.lastUs(), b.lastUs())));
        }
        while (seen.size() > limit) {
            String oldest = newestFirst().get(seen.size() - 1);
            seen.remove(oldest);
        }
    }

    /**
     * The terms that help to understand sound: those seen before its end, and not too long ago. A
     * frame later than the sound is not used even if it is known already, so that what is
     * understood does not depend on which of the two came first.
     *
     * @param untilUs end of the sound, event time, µs since the epoch
     * @param horizonUs how long a term helps after it was last seen, µs
     * @return the newest first
     */
    public List<String> at(long untilUs, long horizonUs) {
        return newestFirst().stream()
                .filter(
                        term -> {
                            Seen when = seen.get(term);
                            return when != null
                                    && when.firstUs() <= untilUs
                                    && when.lastUs() >= untilUs - horizonUs;
                        })
                .toList();
    }

    /** Number of terms that are remembered. */
    public int size() {
        return seen.size();
    }

    private List<String> newestFirst() {
        List<Map.Entry<String, Seen>> entries = new ArrayList<>(seen.entrySet());
        entries.sort(
                Comparator.<Map.Entry<String, Seen>>comparingLong(e -> -e.getValue().lastUs())
                        .thenComparing(Map.Entry::getKey));
        return entries.stream().map(Map.Entry::getKey).toList();
    }

    /** A copy that shares nothing that changes. */
    public ScreenTerms copy() {
        ScreenTerms copy = new ScreenTerms();
        copy.seen.putAll(seen);
        return copy;
    }

    /** Version, number, then term, first and last of each. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(seen.size());
            for (Map.Entry<String, Seen> term : seen.entrySet()) {
                out.writeUTF(term.getKey());
                out.writeLong(term.getValue().firstUs());
                out.writeLong(term.getValue().lastUs());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException if the bytes are of an unknown version or cut short
     */
    public static ScreenTerms fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("Unknown version of screen terms: " + version);
            }
            ScreenTerms terms = new ScreenTerms();
            for (int left = in.readInt(); left > 0; left--) {
                terms.seen.put(in.readUTF(), new Seen(in.readLong(), in.readLong()));
            }
            return terms;
        } catch (IOException e) {
            throw new IllegalArgumentException("The screen terms are cut short.", e);
        }
    }
}
