package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.view.compliance.ComplianceMeter;
import dev.lockstep.view.compliance.ComplianceState;
import dev.lockstep.view.state.CaptionViews;
import dev.lockstep.view.state.Origin;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Captions into the compliance meter of their stream. Not thread-safe: one task, one thread.
 *
 * <p>The state of a meter is tens of kB and captions come many a second, so it is stored once a
 * second. What was measured since lies beside it as the captions came, and is measured again from
 * there by whoever goes on after a crash.
 */
final class ComplianceTaker {
    private static final int MOST_METERS = 1_000;

    private final KeyValueStore<Bytes, byte[]> rows;
    private final Tables tables;
    private final RecordDecoders decoders;
    private final Map<String, ComplianceMeter> meters = new HashMap<>();

    /** By stream, how many captions were measured since its meter was stored. */
    private final Map<String, Integer> measured = new HashMap<>();

    private boolean goesOn;

    ComplianceTaker(Tables tables, RecordDecoders decoders) {
        this.tables = tables;
        this.decoders = decoders;
        this.rows = tables.streams();
    }

    /** Measures a caption as it was published. */
    void live(Caption caption, byte[] value) {
        if (caption.getEndOfStream()) {
            return;
        }
        String stream = caption.getStreamId();
        Origin origin =
                tables.state(
                                stream,
                                Origin.ofTimestamp(caption.getEventTimeUs(), caption.getPtsUs()))
                        .origin();
        ComplianceMeter meter = meter(stream);
        measure(meter, caption, origin);
        int before = measured.merge(stream, 1, Integer::sum) - 1;
        rows.put(Keys.of(Keys.MEASURED, stream, before), row(origin, value));
    }

    /** Stores what has changed. */
    void save() {
        if (!goesOn) {
            goesOn = true;
            Set<String> unsaved = new HashSet<>();
            StreamReader.forEach(
                    rows, Keys.all(Keys.MEASURED), (key, row) -> unsaved.add(Keys.stream(key)));
            unsaved.forEach(this::meter);
        }
        measured.forEach(
                (stream, count) -> {
                    rows.put(
                            Keys.of(Keys.COMPLIANCE, stream),
                            StateJson.write(meter(stream).state()));
                    for (int i = 0; i < count; i++) {
                        rows.delete(Keys.of(Keys.MEASURED, stream, i));
                    }
                });
        measured.clear();
        if (meters.size() > MOST_METERS) {
            meters.clear();
        }
    }

    private ComplianceMeter meter(String stream) {
        ComplianceMeter known = meters.get(stream);
        if (known != null) {
            return known;
        }
        byte[] row = rows.get(Keys.of(Keys.COMPLIANCE, stream));
        ComplianceMeter meter =
                row == null
                        ? new ComplianceMeter()
                        : new ComplianceMeter(StateJson.read(row, ComplianceState.class));
        StreamReader.forEach(
                rows,
                Keys.of(Keys.MEASURED, stream),
                (key, value) -> {
                    measureAgain(meter, value);
                    measured.merge(stream, 1, Integer::sum);
                });
        meters.put(stream, meter);
        return meter;
    }

    private void measureAgain(ComplianceMeter meter, byte[] row) {
        long originUs = ByteBuffer.wrap(row).getLong();
        byte[] value = new byte[row.length - Long.BYTES];
        System.arraycopy(row, Long.BYTES, value, 0, value.length);
        measure(meter, decoders.caption(value), Origin.ofEventTime(originUs));
    }

    private static byte[] row(Origin origin, byte[] value) {
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(origin.originUs())
                .put(value)
                .array();
    }

    private static void measure(ComplianceMeter meter, Caption caption, Origin origin) {
        meter.accept(CaptionViews.of(caption, false, origin), publishedMs(caption));
    }

    /** A recording that is played faster than the clock has captions from before they were said. */
    private static OptionalLong publishedMs(Caption caption) {
        Long publishedUs = caption.getTimes().getPublishedUs();
        long saidUs = caption.getEventTimeUs() + caption.getDurationUs();
        return publishedUs == null || publishedUs < saidUs
                ? OptionalLong.empty()
                : OptionalLong.of(publishedUs / 1000);
    }
}
