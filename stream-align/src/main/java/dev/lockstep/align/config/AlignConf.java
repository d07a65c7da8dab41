package dev.lockstep.align.config;

import dev.lockstep.align.buffer.BufferLimits;
import dev.lockstep.align.clock.Plausibility;
import dev.lockstep.align.policy.MatchPolicy;
import dev.lockstep.align.window.WindowGrid;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What the options of alignment resolve to. Immutable.
 *
 * @param mode what event time is
 * @param grid width and slide of the windows
 * @param maxWaitUs how long a window waits for a source that lags, µs
 * @param allowedLatenessUs how long after it fired a window can be revised, µs of event time
 * @param outOfOrderUs how far behind a newer one a record may come without being late, µs
 * @param policy how records are paired
 * @param anchor what they are paired with
 * @param overload what happens when a buffer is full
 * @param limits how much of a source may wait
 * @param plausible what a timestamp may be
 * @param correctSkew whether event times are corrected by the estimated skew of their source
 * @param maxGapUs a gap without any record that is longer than this has no windows, µs
 * @param ledgerIntervalUs event time between two entries of the ledger, µs
 * @param idleTimeoutMs live: all windows of a stream settle after so much processing time without a
 *     record, ms
 * @param sourceGraceMs without announcements: how long a stream waits for sources that have not
 *     been heard, ms
 * @param retentionMs state of a stream is dropped so much processing time after its last record, ms
 */
public record AlignConf(
        AlignMode mode,
        WindowGrid grid,
        long maxWaitUs,
        long allowedLatenessUs,
        long outOfOrderUs,
        MatchPolicy policy,
        Modality anchor,
        OverloadPolicy overload,
        BufferLimits limits,
        Plausibility plausible,
        boolean correctSkew,
        long maxGapUs,
        long ledgerIntervalUs,
        long idleTimeoutMs,
        long sourceGraceMs,
        long retentionMs)
        implements Serializable {

    /** True in live mode. */
    public boolean live() {
        return mode == AlignMode.LIVE;
    }

    /**
     * Resolves the options.
     *
     * @throws OptionsException when they contradict one another
     */
    public static AlignConf of(OptionValues values) {
        Duration width = values.get(AlignOptions.WINDOW);
        Duration slide = values.get(AlignOptions.SLIDE);
        if (slide.compareTo(width) > 0) {
            throw new OptionsException(
                    List.of(
                            "With align.slide above align.window some records would be in no"
                                    + " window: make the slide at most as long as the window."));
        }
        boolean live = values.get(AlignOptions.MODE) == AlignMode.LIVE;
        return new AlignConf(
                values.get(AlignOptions.MODE),
                new WindowGrid(us(width), us(slide)),
                us(values.get(AlignOptions.MAX_WAIT)),
                us(values.get(AlignOptions.ALLOWED_LATENESS)),
                us(values.get(AlignOptions.OUT_OF_ORDER)),
                new MatchPolicy(
                        values.get(AlignOptions.POLICY), us(values.get(AlignOptions.TOLERANCE))),
                values.get(AlignOptions.ANCHOR).modality(),
                values.get(AlignOptions.OVERLOAD),
                new BufferLimits(
                        values.get(AlignOptions.BUFFER_RECORDS),
                        values.get(AlignOptions.BUFFER_BYTES),
                        us(values.get(AlignOptions.BUFFER_SPAN))),
                new Plausibility(
                        live,
                        us(values.get(AlignOptions.MAX_FUTURE)),
                        us(values.get(AlignOptions.MAX_JUMP)),
                        us(values.get(AlignOptions.ALLOWED_LATENESS))),
                values.get(AlignOptions.CORRECT_SKEW),
                us(values.get(AlignOptions.MAX_GAP)),
                us(values.get(AlignOptions.LEDGER_INTERVAL)),
                values.get(AlignOptions.IDLE_TIMEOUT).toMillis(),
                values.get(AlignOptions.SOURCE_GRACE).toMillis(),
                values.get(AlignOptions.RETENTION).toMillis());
    }

    private static long us(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
