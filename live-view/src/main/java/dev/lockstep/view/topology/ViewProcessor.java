package dev.lockstep.view.topology;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.push.ChangeSink;
import dev.lockstep.view.push.ChangeType;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of all topics: decodes records and hands each to what takes it. A record that
 * cannot be used is counted and skipped. One task, one thread.
 */
final class ViewProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ViewProcessor.class);
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PICTURE_INTERVAL = Duration.ofMillis(100);

    private final ViewParts parts;
    private final Map<String, Inlet<?>> inlets = new HashMap<>();

    /** The last state that was told of streams that were not silent or ended then. */
    private final Set<String> live = new HashSet<>();

    private @Nullable ProcessorContext<Void, Void> context;

    /** What reads a topic. */
    private record Inlet<T extends SpecificRecordBase>(
            Topic<T> topic, AvroRecordDecoder<T> decoder, Taker<T> taker) {}

    ViewProcessor(ViewParts parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<Void, Void> taskContext) {
        context = taskContext;
        Map<String, KeyValueStore<Bytes, byte[]>> stores = new HashMap<>();
        for (String name : ViewTopology.STORES) {
            stores.put(name, taskContext.getStateStore(name));
        }
        ViewTopics topics = parts.topics();
        SchemaRegistry registry = parts.registry();
        Tables tables = new Tables(name -> store(stores, name));
        StreamReader reader = new StreamReader(name -> store(stores, name), topics, registry);
        RecordDecoders decoders = new RecordDecoders(topics, registry);
        ViewRules rules = parts.rules();
        ChangeSink changes = parts.changes();
        CaptionTaker captions = new CaptionTaker(tables, decoders, rules, changes);
        WindowTaker windows = new WindowTaker(tables, reader, decoders, rules, changes);
        StreamTaker streams = new StreamTaker(tables, decoders, rules, changes);
        PictureDesk pictures =
                new PictureDesk(
                        tables,
                        decoders,
                        rules,
                        new PictureLoader(parts.payloads(), rules.pictureWidth(), parts.metrics()),
                        parts.metrics(),
                        changes);
        ComplianceTaker compliance = new ComplianceTaker(tables, decoders);
        add(
                topics.transcripts(),
                (caption, value) -> {
                    captions.live(caption, value);
                    compliance.live(caption, value);
                });
        add(topics.transcriptsSettled(), captions::settled);
        add(topics.aligned(), windows::live);
        add(topics.alignedSettled(), windows::settled);
        add(topics.text(), windows::verdict);
        add(
                topics.vision(),
                (seen, value) -> pictures.vision(seen, value, taskContext.currentSystemTimeMs()));
        add(
                topics.video(),
                (frame, value) -> pictures.frame(frame, value, taskContext.currentSystemTimeMs()));
        add(topics.ledger(), streams::ledger);
        add(topics.turns(), streams::turn);
        add(topics.deadLetters(), streams::deadLetter);
        StreamSummaries summaries = new StreamSummaries(reader, rules.silentAfter());
        taskContext.schedule(
                STATUS_INTERVAL,
                PunctuationType.WALL_CLOCK_TIME,
                nowMs -> {
                    compliance.save();
                    tellStatus(tables, reader, summaries, nowMs);
                });
        taskContext.schedule(PICTURE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, pictures::tick);
    }

    private static KeyValueStore<Bytes, byte[]> store(
            Map<String, KeyValueStore<Bytes, byte[]>> stores, String name) {
        KeyValueStore<Bytes, byte[]> store = stores.get(name);
        if (store == null) {
            throw new IllegalArgumentException("There is no store " + name + ".");
        }
        return store;
    }

    private <T extends SpecificRecordBase> void add(Topic<T> topic, Taker<T> taker) {
        inlets.put(
                topic.name(),
                new Inlet<>(topic, new AvroRecordDecoder<>(topic, parts.registry()), taker));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null) {
            return;
        }
        context.recordMetadata().ifPresent(metadata -> process(record, metadata));
    }

    private void process(Record<byte[], byte[]> record, RecordMetadata metadata) {
        Inlet<?> inlet = inlets.get(metadata.topic());
        if (inlet != null) {
            parts.metrics().read(metadata.topic());
            take(inlet, record, metadata);
        }
    }

    private <T extends SpecificRecordBase> void take(
            Inlet<T> inlet, Record<byte[], byte[]> record, RecordMetadata metadata) {
        T value;
        try {
            value = inlet.decoder().decode(record.value());
        } catch (UndecodableRecordException e) {
            if (e.kind().isInfrastructure()) {
                // Nothing is known of the record, so it must be read again.
                throw new StreamsException(e.reason(), e);
            }
            skip(metadata, e.kind().name(), e.reason());
            return;
        }
        if (!Arrays.equals(record.key(), inlet.topic().key(value))) {
            skip(
                    metadata,
                    "key",
                    "its key is not its stream in UTF-8, so it may lie in the wrong partition;"
                            + " its writer must set the key");
            return;
        }
        try {
            inlet.taker().take(value, record.value());
        } catch (IllegalArgumentException e) {
            skip(metadata, "name", String.valueOf(e.getMessage()));
        }
    }

    private void skip(RecordMetadata metadata, String reason, String message) {
        parts.metrics().skipped(metadata.topic(), reason);
        LOG.warn(
                "The record at {}-{}@{} is not in the view: {}",
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                message);
    }

    private void tellStatus(
            Tables tables, StreamReader reader, StreamSummaries summaries, long nowMs) {
        Set<String> told = new HashSet<>(tables.takeChanged());
        Set<String> changed = Set.copyOf(told);
        told.addAll(live);
        for (String stream : told) {
            reader.state(stream)
                    .ifPresent(
                            state -> {
                                StreamDetail detail =
                                        changed.contains(stream)
                                                ? summaries.detail(state, nowMs)
                                                : null;
                                boolean nowLive =
                                        "live"
                                                .equals(
                                                        detail == null
                                                                ? summaries
                                                                        .summary(state, nowMs)
                                                                        .state()
                                                                : detail.summary().state());
                                tell(stream, detail, nowLive, () -> summaries.detail(state, nowMs));
                            });
        }
    }

    private void tell(
            String stream,
            @Nullable StreamDetail changed,
            boolean nowLive,
            Supplier<StreamDetail> detail) {
        boolean wasLive = nowLive ? !live.add(stream) : live.remove(stream);
        if (changed != null) {
            parts.changes().changed(stream, ChangeType.STATUS, changed);
        } else if (wasLive && !nowLive) {
            parts.changes().changed(stream, ChangeType.STATUS, detail.get());
        }
    }
}
