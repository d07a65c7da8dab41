package dev.lockstep.view.state;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.view.model.LatencyView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long one result took in each stage, µs. Immutable; the array is not copied.
 *
 * <p>A stage lasts from the time before it that is known: align from ingest, infer from align or
 * ingest, publish from infer, align or ingest. Total is capture to publication. What comes before
 * its capture time, as in a replay faster than real time, took 0.
 *
 * @param micros by stage, in the order of {@link #STAGES}; -1 where a time is missing
 */
@SuppressWarnings("ArrayRecordComponent") // A row of numbers, never compared.
public record StageLatencies(long[] micros) {
    /** The stages in order. */
    public static final List<String> STAGES =
            List.of("ingest", "align", "infer", "publish", "total");

    /** The stage of captions: word end to publication. */
    public static final String CAPTION = "caption";

    private static final long MISSING = -1;
    private static final long LONGEST_US = 24L * 3600 * 1_000_000;
    private static final int DIGITS = 3;

    /** The latencies of a result. */
    public static StageLatencies of(ProcessingTimes times) {
        Long captured = times.getCapturedUs();
        Long ingested = times.getIngestedUs();
        Long aligned = times.getAlignedUs();
        Long inferred = times.getInferredUs();
        Long published = times.getPublishedUs();
        return new StageLatencies(
                new long[] {
                    between(captured, ingested),
                    between(ingested, aligned),
                    between(last(ingested, aligned), inferred),
                    between(last(last(ingested, aligned), inferred), published),
                    between(captured, published)
                });
    }

    /** The lag of a caption, as the one number of a row; empty where times are missing. */
    public static @Nullable StageLatencies lag(Caption caption) {
        Long lagUs = CaptionViews.lagUs(caption);
        return lagUs == null ? null : new StageLatencies(new long[] {lagUs});
    }

    /** As bytes. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(micros.length * Long.BYTES);
        for (long value : micros) {
            buffer.putLong(value);
        }
        return buffer.array();
    }

    /** From {@link #toBytes}. */
    public static StageLatencies of(byte[] bytes) {
        long[] micros = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(micros);
        return new StageLatencies(micros);
    }

    /**
     * Percentiles over rows, by stage; a stage without any number is left out.
     *
     * @param stages what stands at each place of the rows
     */
    public static List<LatencyView> summary(List<String> stages, Collection<StageLatencies> rows) {
        List<LatencyView> views = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Histogram histogram = new Histogram(LONGEST_US, DIGITS);
            for (StageLatencies row : rows) {
                if (i < row.micros.length && row.micros[i] != MISSING) {
                    histogram.recordValue(Math.min(row.micros[i], LONGEST_US));
                }
            }
            if (histogram.getTotalCount() > 0) {
                views.add(
                        new LatencyView(
                                stages.get(i),
                                histogram.getTotalCount(),
                                ms(histogram, 50),
                                ms(histogram, 95),
                                ms(histogram, 99)));
            }
        }
        return views;
    }

    private static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }

    private static @Nullable Long last(@Nullable Long earlier, @Nullable Long later) {
        return later == null ? earlier : later;
    }

    private static long between(@Nullable Long from, @Nullable Long to) {
        return from == null || to == null ? MISSING : Math.max(0, to - from);
    }
}
