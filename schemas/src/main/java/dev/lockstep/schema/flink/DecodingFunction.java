package dev.lockstep.schema.flink;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records of a topic and hands each on as {@link #receive} says; one that cannot be decoded
 * goes to {@link #DEAD_LETTERS} with its bytes and counts in the metric {@code deadLetters}.
 *
 * <p>While the registry cannot be reached nothing is wrong with the records: the task fails and is
 * started again from its last checkpoint, so that none of them is lost or set aside.
 *
 * @param <T> record
 * @param <O> what becomes of it
 */
public abstract class DecodingFunction<T extends SpecificRecordBase, O>
        extends ProcessFunction<RawRecord, O> {
    /** Side output of the records that could not be decoded. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

    private static final long serialVersionUID = 1L;
    private static final String STAGE = "decode";

    private final Topic<T> topic;
    private final SchemaRegistrySupplier registrySupplier;
    private transient @Nullable SchemaRegistry registry;
    private transient @Nullable AvroRecordDecoder<T> decoder;
    private transient @Nullable Counter deadLetters;

    /** A function that decodes one topic. */
    protected DecodingFunction(Topic<T> topic, SchemaRegistrySupplier registry) {
        this.topic = topic;
        this.registrySupplier = registry;
    }

    @Override
    public void open(OpenContext context) {
        SchemaRegistry opened = registrySupplier.open();
        registry = opened;
        decoder = new AvroRecordDecoder<>(topic, opened);
        deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<O> out)
            throws UndecodableRecordException {
        T decoded;
        try {
            decoded = Objects.requireNonNull(decoder).decode(raw.value());
        } catch (UndecodableRecordException e) {
            if (e.kind().isInfrastructure()) {
                throw e;
            }
            Objects.requireNonNull(deadLetters).inc();
            context.output(
                    DEAD_LETTERS,
                    DeadLetters.of(
                            raw,
                            STAGE,
                            streamOf(raw.key()),
                            e.kind(),
                            e.reason(),
                            Clock.systemUTC()));
            return;
        }
        receive(decoded, raw, context, out);
    }

    /** Takes a decoded record. */
    protected abstract void receive(T record, RawRecord raw, Context context, Collector<O> out);

    /** The key of every topic is its stream, so it may be known although the value is not. */
    private static @Nullable String streamOf(byte @Nullable [] key) {
        if (key == null || key.length == 0) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
