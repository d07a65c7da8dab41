package dev.lockstep.align.core;

import dev.lockstep.align.skew.ClockFit;
import dev.lockstep.align.skew.StreamSkew;
import dev.lockstep.schema.avro.Modality;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how far the clocks of a stream's sources are off the stream's, every other second of
 * event time. The stream's clock is that of its first sound, else the middle of all. Stateless.
 */
final class SourceSkews {
    /** Event time between two estimates, µs: a line fit takes longer than taking a record. */
    private static final long INTERVAL_US = 2_000_000;

    private SourceSkews() {}

    /** Estimates anew if it is time. */
    static void update(StreamState state) {
        if (state.skewAtUs != SourceTrack.UNKNOWN && state.leadUs - state.skewAtUs < INTERVAL_US) {
            return;
        }
        state.skewAtUs = state.leadUs;
        if (state.sources.size() < 2) {
            return;
        }
        Map<String, ClockFit> fits = new LinkedHashMap<>();
        String reference = null;
        for (SourceTrack source : state.sources) {
            ClockFit fit = source.clock.fit();
            if (fit != null) {
                fits.put(source.id, fit);
                reference =
                        reference == null && source.modality == Modality.AUDIO
                                ? source.id
                                : reference;
            }
        }
        @Nullable StreamSkew skew = StreamSkew.of(fits, reference);
        for (SourceTrack source : state.sources) {
            source.skew = skew == null ? null : skew.source(source.id);
        }
    }
}
