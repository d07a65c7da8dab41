package dev.lockstep.align;

import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of streams that begin at {@link #START_US}. */
public final class Items {
    /** Event time 0 of every stream, µs. */
    public static final long START_US = 1_700_000_000_000_000L;

    /** Length of a chunk of sound, ms. */
    public static final int CHUNK_MS = 100;

    private Items() {}

    /** Chunk {@code sequence} of 100 ms. */
    public static StreamItem audio(String stream, long sequence) {
        return record(
                stream, "audio-0", Modality.AUDIO, sequence, sequence * CHUNK_MS, CHUNK_MS, null);
    }

    /** Chunk {@code sequence} of 100 ms whose sound was searched for speech. */
    public static StreamItem audio(String stream, long sequence, SpeechMark mark) {
        return audio(stream, sequence).searched(mark);
    }

    /** A frame at a time. */
    public static StreamItem video(String stream, long sequence, long atMs) {
        return record(stream, "video-0", Modality.VIDEO, sequence, atMs, 0, null);
    }

    /** A frame in which something was seen. */
    public static StreamItem video(String stream, long sequence, long atMs, String label) {
        return record(
                stream,
                "video-0",
                Modality.VIDEO,
                sequence,
                atMs,
                0,
                ItemContent.seen(List.of(label), List.of(), 0.9f));
    }

    /** A text at a time. */
    public static StreamItem text(String stream, long sequence, long atMs, String text) {
        return record(stream, "chat", Modality.TEXT, sequence, atMs, 0, ItemContent.text(text));
    }

    /** The record that ends a source. */
    public static StreamItem end(
            String stream, String source, Modality modality, long sequence, long atMs) {
        StreamItem item = record(stream, source, modality, sequence, atMs, 0, null);
        return new StreamItem(
                stream,
                source,
                modality,
                ItemRole.RECORD,
                0,
                sequence,
                item.eventTimeUs(),
                0,
                item.originUs(),
                item.ingestTimeUs(),
                true,
                List.of(),
                null,
                null,
                null);
    }

    /** Committed words of an utterance, 200 ms each, from a time on. */
    public static StreamItem spoken(
            String stream, long utterance, boolean last, long fromMs, String... words) {
        List<SpokenWord> spoken = new ArrayList<>();
        long atUs = START_US + fromMs * 1000;
        for (String word : words) {
            spoken.add(new SpokenWord(word, atUs, atUs + 200_000, 0.9f));
            atUs += 200_000;
        }
        return StreamItem.spoken(
                stream, "audio-0", new SpokenWords(utterance, last, false, spoken));
    }

    /** The end of the speech of a source. */
    public static StreamItem endOfSpeech(String stream, long utterance) {
        return StreamItem.spoken(
                stream, "audio-0", new SpokenWords(utterance, true, true, List.of()));
    }

    /** An item like another that names the stream's sources. */
    public static StreamItem announcing(StreamItem item, String... sources) {
        return item.announcing(List.of(sources));
    }

    /** An item like another whose source has its time 0 elsewhere. */
    public static StreamItem originAt(StreamItem item, long originMs) {
        return new StreamItem(
                item.streamId(),
                item.sourceId(),
                item.modality(),
                item.role(),
                item.epoch(),
                item.sequence(),
                item.eventTimeUs(),
                item.durationUs(),
                START_US + originMs * 1000,
                item.ingestTimeUs(),
                item.endOfStream(),
                item.announced(),
                item.content(),
                item.mark(),
                item.spoken());
    }

    /** An item like another in another epoch. */
    public static StreamItem inEpoch(StreamItem item, int epoch) {
        return new StreamItem(
                item.streamId(),
                item.sourceId(),
                item.modality(),
                item.role(),
                epoch,
                item.sequence(),
                item.eventTimeUs(),
                item.durationUs(),
                item.originUs(),
                item.ingestTimeUs(),
                item.endOfStream(),
                item.announced(),
                item.content(),
                item.mark(),
                item.spoken());
    }

    /** Any record; its ingest time is its event time and 20 ms. */
    public static StreamItem record(
            String stream,
            String source,
            Modality modality,
            long sequence,
            long atMs,
            long durationMs,
            @Nullable ItemContent content) {
        long atUs = START_US + atMs * 1000;
        return new StreamItem(
                stream,
                source,
                modality,
                ItemRole.RECORD,
                0,
                sequence,
                atUs,
                durationMs * 1000,
                START_US,
                atUs + 20_000,
                false,
                List.of(),
                content,
                null,
                null);
    }
}
