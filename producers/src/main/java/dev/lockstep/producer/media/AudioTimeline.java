package dev.lockstep.producer.media;

/**
 * Keeps the samples that are handed out in step with the timestamps that come in. Small differences
 * are jitter and are ignored; a short gap is filled with silence; a long one is a discontinuity;
 * what overlaps is dropped. Not thread-safe; rates in Hz, times in µs.
 */
public final class AudioTimeline {

    static final long JITTER_US = 30_000;
    static final long FILL_US = 200_000;

    private boolean started;
    private int epoch;
    private long inputBaseUs;
    private long inputUs;
    private long inputSamples;
    private long outputBaseUs;
    private long outputSamples;

    /**
     * How new input joins what was handed out.
     *
     * @param silence samples of silence to hand out first
     * @param drop samples to drop from the front of what follows
     * @param discontinuity what follows starts anew at its own timestamp
     */
    public record Join(int silence, int drop, boolean discontinuity) {}

    /** True when input with this stamp goes on where the input before it ended. */
    public boolean continues(Timeline.Stamp stamp) {
        return started
                && stamp.epoch() == epoch
                && Math.abs(stamp.ptsUs() - expectedInputUs()) <= JITTER_US;
    }

    /** Starts a new run of input, after everything before it was {@link #produced}. */
    public Join join(Timeline.Stamp stamp) {
        long aheadUs = stamp.ptsUs() - outputUs();
        boolean first = !started;
        boolean anew = first || stamp.epoch() != epoch || aheadUs > FILL_US;
        started = true;
        epoch = stamp.epoch();
        inputBaseUs = stamp.ptsUs();
        inputUs = 0;
        inputSamples = 0;
        if (anew) {
            outputBaseUs = stamp.ptsUs();
            outputSamples = 0;
            return new Join(0, 0, !first);
        }
        long samples = Math.round(aheadUs * (MediaUnit.SAMPLE_RATE_HZ / 1e6));
        return new Join((int) Math.max(0, samples), (int) Math.max(0, -samples), false);
    }

    /** Counts input samples of the present run. */
    public void consumed(int samples, int rateHz) {
        inputSamples += samples;
        inputUs = inputSamples * 1_000_000L / rateHz;
    }

    /** Counts samples handed out; returns the presentation time of the first of them. */
    public long produced(int samples) {
        long ptsUs = outputUs();
        outputSamples += samples;
        return ptsUs;
    }

    /** The epoch of the present run. */
    public int epoch() {
        return epoch;
    }

    /** Where the next input should lie, µs. */
    public long expectedInputUs() {
        return inputBaseUs + inputUs;
    }

    private long outputUs() {
        return outputBaseUs + outputSamples * 1_000_000L / MediaUnit.SAMPLE_RATE_HZ;
    }
}
