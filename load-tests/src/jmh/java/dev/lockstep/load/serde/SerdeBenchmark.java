package dev.lockstep.load.serde;

import dev.lockstep.load.align.SampleWindow;
import dev.lockstep.load.measure.CallBenchmark;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Records to the bytes of a topic and back, as sources and sinks do it; a registry that answers at
 * once.
 */
public class SerdeBenchmark extends CallBenchmark {
    private static final int CHUNK_BYTES = 3_200;
    private static final int WORDS = 14;
    private static final long WORD_US = 300_000;

    /** What is encoded. */
    @Param({"AudioChunk", "Caption", "AlignedWindow"})
    public String record = "AudioChunk";

    private @Nullable Serde<?> serde;

    /** One kind of record. */
    private static final class Serde<T extends SpecificRecordBase> {
        private final AvroRecordEncoder<T> encoder;
        private final AvroRecordDecoder<T> decoder;
        private final T value;
        private final byte[] bytes;

        Serde(Topic<T> topic, T value) {
            SchemaRegistry registry = new OneSchema(topic.schema());
            this.encoder = new AvroRecordEncoder<>(topic, registry);
            this.decoder = new AvroRecordDecoder<>(topic, registry);
            this.value = value;
            this.bytes = encoder.encode(value);
        }

        byte[] encode() {
            return encoder.encode(value);
        }

        T decode() throws UndecodableRecordException {
            return decoder.decode(bytes);
        }
    }

    private record OneSchema(Schema schema) implements SchemaRegistry {
        @Override
        public int register(String subject, Schema registered) {
            return 1;
        }

        @Override
        public Schema byId(int id) {
            return schema;
        }
    }

    /** Makes the record. */
    @Setup
    public void begin() {
        serde =
                switch (record) {
                    case "AudioChunk" -> new Serde<>(Topics.MEDIA_AUDIO, chunk());
                    case "Caption" -> new Serde<>(Topics.TRANSCRIPTS, caption());
                    case "AlignedWindow" -> new Serde<>(Topics.ALIGNED, SampleWindow.of());
                    default -> throw new IllegalArgumentException(record);
                };
    }

    private static AudioChunk chunk() {
        return AudioChunk.newBuilder()
                .setStreamId("bench-stream-0")
                .setSourceId("audio-0")
                .setSequence(1)
                .setEventTimeUs(1)
                .setPtsUs(1)
                .setDurationUs(100_000)
                .setIngestTimeUs(1)
                .setSampleRateHz(16_000)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.allocate(CHUNK_BYTES))
                .build();
    }

    private static Caption caption() {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            words.add(new Word("word" + i, i * WORD_US, (i + 1) * WORD_US, i < WORDS / 2, 0.9f));
        }
        return Caption.newBuilder()
                .setStreamId("bench-stream-0")
                .setSourceId("audio-0")
                .setUtterance(1)
                .setRevision(3)
                .setEventTimeUs(0)
                .setPtsUs(0)
                .setDurationUs(WORDS * WORD_US)
                .setIngestTimeUs(0)
                .setCommittedText("word0 word1 word2 word3 word4 word5 word6")
                .setTentativeText("word7 word8 word9 word10 word11 word12 word13")
                .setWords(words)
                .setIsFinal(false)
                .setCloseReason(CloseReason.OPEN)
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(0).setIngestedUs(0L).build())
                .build();
    }

    /** To bytes. */
    @Benchmark
    public byte[] encode() {
        return Objects.requireNonNull(serde).encode();
    }

    /** From bytes. */
    @Benchmark
    public Object decode() throws UndecodableRecordException {
        return Objects.requireNonNull(serde).decode();
    }
}
