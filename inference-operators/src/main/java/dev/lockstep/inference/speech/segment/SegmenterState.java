package dev.lockstep.inference.speech.segment;

import dev.lockstep.schema.flow.SpeechMark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the segmenter remembers of one source. Mutable, not thread-safe. At most the longest
 * utterance plus pre-roll of sound: about 400 kB at the default of 12 s.
 */
public final class SegmenterState {
    /** Layout written by {@link #toBytes()}; older ones are still read. */
    public static final int VERSION = 2;

    VoiceActivityState vad = VoiceActivityState.fresh();

    /** Open: the utterance so far. Closed: the last pre-roll of sound. */
    PcmBuffer sound = new PcmBuffer();

    /** Samples of {@link #sound} that the detector has scored. */
    int scored;

    /** Speech probability of each scored frame of the open utterance, 0..255. */
    ByteTrack probabilities = new ByteTrack();

    boolean open;
    int speechRunFrames;
    int silenceRunFrames;
    int lastSpeechSample;
    int lastPartialSamples;

    /** Length of the partial before the last: nothing after it can be committed yet. */
    int partialBeforeSamples;

    int step;
    String streamId = "";
    String sourceId = "";
    long utterance;
    boolean started;
    boolean ended;
    int epoch;
    long lastSequence = -1;

    /** Event time and PTS of the first sample of {@link #sound}. */
    long soundStartUs;

    long soundStartPtsUs;
    long ingestUs;

    /** Event time up to which sound of this source has been seen. */
    long seenUs;

    /** Not written: counted since the state was read. */
    long duplicates;

    /** Number of the utterance that is open or comes next. */
    public long utterance() {
        return utterance;
    }

    /** True while an utterance is open. */
    public boolean isOpen() {
        return open;
    }

    /** True after the end of the source until a new epoch begins. */
    public boolean hasEnded() {
        return ended;
    }

    /** How far the sound was searched: nothing that is not asked for yet was spoken before. */
    public SpeechMark mark() {
        return new SpeechMark(utterance, sound.size() > 0 ? soundStartUs : seenUs);
    }

    /** Chunks that had been seen before, counted since this state was made or read. */
    public long duplicates() {
        return duplicates;
    }

    /** A copy that shares nothing with this one. */
    public SegmenterState copy() {
        return fromBytes(toBytes());
    }

    /** The state in layout {@link #VERSION}. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sound.size() * 2 + 2_048);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            writeFloats(out, vad.lstm());
            writeFloats(out, vad.context());
            writeShorts(out, sound);
            out.writeInt(scored);
            byte[] track = probabilities.copy();
            out.writeInt(track.length);
            out.write(track);
            out.writeBoolean(open);
            out.writeInt(speechRunFrames);
            out.writeInt(silenceRunFrames);
            out.writeInt(lastSpeechSample);
            out.writeInt(lastPartialSamples);
            out.writeInt(partialBeforeSamples);
            out.writeInt(step);
            out.writeUTF(streamId);
            out.writeUTF(sourceId);
            out.writeLong(utterance);
            out.writeBoolean(started);
            out.writeBoolean(ended);
            out.writeInt(epoch);
            out.writeLong(lastSequence);
            out.writeLong(soundStartUs);
            out.writeLong(soundStartPtsUs);
            out.writeLong(ingestUs);
            out.writeLong(seenUs);
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
    public static SegmenterState fromBytes(byte[] bytes) {
        SegmenterState state = new SegmenterState();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version < 1 || version > VERSION) {
                throw new IllegalArgumentException(
                        "Segmenter state has version "
                                + version
                                + ", this Lockstep reads up to "
                                + VERSION
                                + ". Restore it with the newer Lockstep that wrote it.");
            }
            readFloats(in, state.vad.lstm());
            readFloats(in, state.vad.context());
            state.sound = readShorts(in);
            state.scored = in.readInt();
            state.probabilities = new ByteTrack(in.readNBytes(in.readInt()));
            state.open = in.readBoolean();
            state.speechRunFrames = in.readInt();
            state.silenceRunFrames = in.readInt();
            state.lastSpeechSample = in.readInt();
            state.lastPartialSamples = in.readInt();
            state.partialBeforeSamples = in.readInt();
            state.step = in.readInt();
            state.streamId = in.readUTF();
            state.sourceId = in.readUTF();
            state.utterance = in.readLong();
            state.started = in.readBoolean();
            state.ended = in.readBoolean();
            state.epoch = in.readInt();
            state.lastSequence = in.readLong();
            state.soundStartUs = in.readLong();
            state.soundStartPtsUs = in.readLong();
            state.ingestUs = in.readLong();
            state.seenUs = in.readLong();
            // Version 1 has four counts behind this, which the aligner's ledger keeps now.
        } catch (IOException e) {
            throw new UncheckedIOException("Segmenter state is cut short.", e);
        }
        return state;
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static void readFloats(DataInputStream in, float[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }

    private static void writeShorts(DataOutputStream out, PcmBuffer values) throws IOException {
        out.writeInt(values.size());
        byte[] bytes = new byte[values.size() * 2];
        for (int i = 0; i < values.size(); i++) {
            short sample = values.array()[i];
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        out.write(bytes);
    }

    private static PcmBuffer readShorts(DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(in.readInt() * 2);
        return new PcmBuffer(Pcm.samples(bytes, 0, bytes.length));
    }
}
