package dev.lockstep.browser;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.registry.ConfluentSchemaRegistry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Notes when each text has first come on the topics, in ms since the epoch. Reads on a thread of
 * its own; its maps may be read from any.
 */
final class Publications implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<String, Double> captions = new ConcurrentHashMap<>();
    private final Map<String, Double> lines = new ConcurrentHashMap<>();
    private final Map<String, Double> pieces = new ConcurrentHashMap<>();
    private final ConfluentSchemaRegistry registry;
    private final AvroRecordDecoder<Caption> captionDecoder;
    private final AvroRecordDecoder<VisionResult> visionDecoder;
    private final AvroRecordDecoder<AlignedWindow> windowDecoder;
    private final CompletableFuture<Void> reading;
    private volatile boolean closed;

    Publications(String bootstrapServers, String registryUrl) {
        registry = new ConfluentSchemaRegistry(RegistryConf.of(registryUrl));
        captionDecoder = decoder(Topics.TRANSCRIPTS);
        visionDecoder = decoder(Topics.VISION);
        windowDecoder = decoder(Topics.ALIGNED);
        reading = CompletableFuture.runAsync(() -> read(bootstrapServers));
    }

    private <T extends SpecificRecordBase> AvroRecordDecoder<T> decoder(Topic<T> topic) {
        return new AvroRecordDecoder<>(topic, registry);
    }

    /** Final captions. */
    Map<String, Double> captions() {
        return Map.copyOf(captions);
    }

    /** Lines of text on pictures. */
    Map<String, Double> lines() {
        return Map.copyOf(lines);
    }

    /** What was said, shown or written in windows. */
    Map<String, Double> pieces() {
        return Map.copyOf(pieces);
    }

    private void read(String bootstrapServers) {
        // Uncommitted records too: they are on the topic before any reader may show them.
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "publications",
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(
                    List.of(
                            Topics.TRANSCRIPTS.name(),
                            Topics.VISION.name(),
                            Topics.ALIGNED.name()));
            while (!closed) {
                consumer.poll(POLL).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> read) {
        double now = System.currentTimeMillis();
        try {
            if (read.topic().equals(Topics.TRANSCRIPTS.name())) {
                Caption caption = captionDecoder.decode(read.value());
                if (caption.getIsFinal() && !caption.getCommittedText().isBlank()) {
                    captions.putIfAbsent(caption.getCommittedText(), now);
                }
            } else if (read.topic().equals(Topics.VISION.name())) {
                for (OnScreenText line : visionDecoder.decode(read.value()).getOnScreenText()) {
                    lines.putIfAbsent(line.getText(), now);
                }
            } else {
                for (WindowMember member : windowDecoder.decode(read.value()).getMembers()) {
                    String text = member.getText();
                    pieces.putIfAbsent(text == null ? pictured(member) : text, now);
                }
            }
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException("Unreadable on " + read.topic(), e);
        }
    }

    /** A picture without objects, as the page tells it. */
    private static String pictured(WindowMember member) {
        return String.join(" · ", member.getOnScreenText());
    }

    /** Ends the reading; throws what ended it before. */
    @Override
    public void close() {
        closed = true;
        reading.join();
        registry.close();
    }
}
