package dev.lockstep.align.skew;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far each source of a stream is off the stream's clock: that of a named source, or the median
 * of all. With two sources the median is the middle between them; then name one. All records of a
 * stream are ingested by one clock, which cancels out here, and so does the part of the smallest
 * network delay that the sources share. The part that they do not share counts as skew.
 *
 * <p>Immutable.
 */
public final class StreamSkew {
    private final Map<String, SourceSkew> sources;

    private StreamSkew(Map<String, SourceSkew> sources) {
        this.sources = sources;
    }

    /**
     * The skew of a stream's sources.
     *
     * @param fits by source; sources without a fit are left out
     * @param reference the source whose clock is the stream's, or null for the median
     * @return null while fewer than two sources, or not the reference, have a fit
     */
    public static @Nullable StreamSkew of(Map<String, ClockFit> fits, @Nullable String reference) {
        ClockFit stream = reference == null ? median(fits) : fits.get(reference);
        if (fits.size() < 2 || stream == null) {
            return null;
        }
        Map<String, SourceSkew> sources = new LinkedHashMap<>();
        for (Map.Entry<String, ClockFit> source : fits.entrySet()) {
            boolean self = source.getKey().equals(reference);
            sources.put(source.getKey(), self ? none(stream) : between(source.getValue(), stream));
        }
        return new StreamSkew(sources);
    }

    /** The skew of a source; null while it has no fit. */
    public @Nullable SourceSkew source(String sourceId) {
        return sources.get(sourceId);
    }

    /** Event time of a source on the stream's clock, µs; unchanged while the source has no fit. */
    public long correctedUs(String sourceId, long eventTimeUs) {
        SourceSkew skew = sources.get(sourceId);
        return skew == null ? eventTimeUs : skew.correctedUs(eventTimeUs);
    }

    /**
     * Both clocks name the same instant of ingest, so the corrected time {@code r} of {@code t}
     * solves {@code r + stream.offsetAtUs(r) = t + source.offsetAtUs(t)}.
     */
    private static SourceSkew between(ClockFit source, ClockFit stream) {
        long at = source.atEventTimeUs();
        double stretch = 1 + stream.drift();
        return new SourceSkew(
                at,
                (source.offsetUs() - stream.offsetAtUs(at)) / stretch,
                (source.driftPpm() - stream.driftPpm()) / stretch,
                source.confidenceUs() + stream.confidenceUs());
    }

    private static SourceSkew none(ClockFit stream) {
        return new SourceSkew(stream.atEventTimeUs(), 0, 0, 0);
    }

    /** The line of a clock in the middle, at the newest instant of ingest; null without fits. */
    private static @Nullable ClockFit median(Map<String, ClockFit> fits) {
        long newest = Long.MIN_VALUE;
        for (ClockFit fit : fits.values()) {
            newest = Math.max(newest, fit.atEventTimeUs() + Math.round(fit.offsetUs()));
        }
        if (fits.isEmpty()) {
            return null;
        }
        long ingest = newest;
        double offset = median(fits, fit -> offsetAtIngest(fit, ingest));
        double drift = median(fits, ClockFit::driftPpm);
        long residual = Math.round(median(fits, ClockFit::residualUs));
        int buckets = (int) median(fits, ClockFit::buckets);
        long whole = Math.round(offset);
        return new ClockFit(ingest - whole, offset, drift, residual, buckets);
    }

    private static double offsetAtIngest(ClockFit fit, long ingestUs) {
        double since = (ingestUs - fit.atEventTimeUs()) - fit.offsetUs();
        return fit.offsetUs() + fit.drift() * since / (1 + fit.drift());
    }

    private static double median(Map<String, ClockFit> fits, ToDoubleFunction<ClockFit> value) {
        double[] sorted = fits.values().stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
