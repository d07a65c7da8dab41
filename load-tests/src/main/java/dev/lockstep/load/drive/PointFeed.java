package dev.lockstep.load.drive;

import dev.lockstep.schema.topic.Topic;

import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Records that are points in time, at even distances: pictures, messages. Each is due when it
 * happens; the end of the stream follows at the end of the time.
 */
public final class PointFeed<T extends SpecificRecordBase> implements Feed {
    private static final double US_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private final SourceConf source;
    private final Topic<T> topic;
    private final double rate;
    private final long lengthUs;
    private final Maker<T> maker;
    private long number;
    private boolean ended;

    /** Makes records. */
    @FunctionalInterface
    public interface Maker<T> {
        /**
         * A record.
         *
         * @param number of the record, from 0
         * @param mediaUs when it happens, µs from the start of the source
         * @param nowUs ingest time, µs since the epoch
         * @param last true for the record that ends the stream and holds nothing
         */
        T make(long number, long mediaUs, long nowUs, boolean last);
    }

    /**
     * A feed of its own.
     *
     * @param rate records a second
     */
    public PointFeed(
            SourceConf source, Topic<T> topic, double rate, Duration length, Maker<T> maker) {
        this.source = source;
        this.topic = topic;
        this.rate = rate;
        this.lengthUs = TimeUnit.NANOSECONDS.toMicros(length.toNanos());
        this.maker = maker;
    }

    @Override
    public @Nullable DueRecord<T> next() {
        if (ended) {
            return null;
        }
        long mine = number++;
        long mediaUs = Math.round(mine * US_PER_SECOND / rate);
        ended = mediaUs >= lengthUs;
        long atUs = ended ? lengthUs : mediaUs;
        boolean last = ended;
        return new DueRecord<>(
                source.dueUs(atUs), topic, nowUs -> maker.make(mine, atUs, nowUs, last));
    }
}
