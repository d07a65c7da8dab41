package dev.lockstep.inference.speech.caption;

import dev.lockstep.inference.speech.RecognizedWord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the assembler remembers of one source: the last hypothesis of the open utterance and how
 * much of it is committed. Mutable, not thread-safe; a few kB.
 */
public final class AssemblerState {
    /** Layout written by {@link #toBytes()}; older ones are still read. */
    public static final int VERSION = 1;

    long utterance = -1;

    /** Above every revision that was published of the utterance; 0 when there is none. */
    int nextRevision;

    boolean closed = true;

    /** The last hypothesis; its first {@link #committed} words will not change. */
    List<RecognizedWord> words = List.of();

    int committed;

    /** Number of the utterance seen last; −1 before the first. */
    public long utterance() {
        return utterance;
    }

    /** A copy that shares nothing mutable with this one. */
    public AssemblerState copy() {
        AssemblerState copy = new AssemblerState();
        copy.utterance = utterance;
        copy.nextRevision = nextRevision;
        copy.closed = closed;
        copy.words = words;
        copy.committed = committed;
        return copy;
    }

    /** The state in layout {@link #VERSION}. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeLong(utterance);
            out.writeInt(nextRevision);
            out.writeBoolean(closed);
            out.writeInt(committed);
            out.writeInt(words.size());
            for (RecognizedWord word : words) {
                out.writeUTF(word.text());
                out.writeLong(word.startUs());
                out.writeLong(word.endUs());
                out.writeFloat(word.confidence());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException if a newer version of Lockstep wrote it
     */
    public static AssemblerState fromBytes(byte[] bytes) {
        AssemblerState state = new AssemblerState();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "Assembler state has version "
                                + version
                                + ", this Lockstep reads up to "
                                + VERSION
                                + ". Restore it with the newer Lockstep that wrote it.");
            }
            state.utterance = in.readLong();
            state.nextRevision = in.readInt();
            state.closed = in.readBoolean();
            state.committed = in.readInt();
            int count = in.readInt();
            List<RecognizedWord> words = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                words.add(
                        new RecognizedWord(
                                in.readUTF(), in.readLong(), in.readLong(), in.readFloat()));
            }
            state.words = List.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException("Assembler state is cut short.", e);
        }
        return state;
    }
}
