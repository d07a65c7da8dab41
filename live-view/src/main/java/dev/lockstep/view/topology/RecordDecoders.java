package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads the records that lie in the stores as they came from their topics. Not thread-safe; a
 * question makes its own.
 */
final class RecordDecoders {
    private final AvroRecordDecoder<Caption> captions;
    private final AvroRecordDecoder<AlignedWindow> windows;
    private final AvroRecordDecoder<VisionResult> scenes;
    private final AvroRecordDecoder<VideoFrame> pictures;
    private final AvroRecordDecoder<DialogueTurn> turns;
    private final AvroRecordDecoder<LedgerEntry> ledger;

    RecordDecoders(ViewTopics topics, SchemaRegistry registry) {
        captions = new AvroRecordDecoder<>(topics.transcripts(), registry);
        windows = new AvroRecordDecoder<>(topics.aligned(), registry);
        scenes = new AvroRecordDecoder<>(topics.vision(), registry);
        pictures = new AvroRecordDecoder<>(topics.video(), registry);
        turns = new AvroRecordDecoder<>(topics.turns(), registry);
        ledger = new AvroRecordDecoder<>(topics.ledger(), registry);
    }

    Caption caption(byte[] value) {
        return decode(captions, value);
    }

    AlignedWindow window(byte[] value) {
        return decode(windows, value);
    }

    VisionResult scene(byte[] value) {
        return decode(scenes, value);
    }

    VideoFrame picture(byte[] value) {
        return decode(pictures, value);
    }

    DialogueTurn turn(byte[] value) {
        return decode(turns, value);
    }

    LedgerEntry ledger(byte[] value) {
        return decode(ledger, value);
    }

    /** They were decoded once before they were stored, so only the registry can be at fault. */
    private static <T extends SpecificRecordBase> T decode(
            AvroRecordDecoder<T> decoder, byte[] value) {
        try {
            return decoder.decode(value);
        } catch (UndecodableRecordException e) {
            throw new StoredRecordException(
                    "A record in the view's state cannot be read for now: " + e.reason(), e);
        }
    }
}
