package dev.lockstep.load.evaluate.accuracy;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.align.core.StreamAligner;
import dev.lockstep.align.core.StreamState;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.load.evaluate.path.WindowLog;
import dev.lockstep.load.evaluate.statistics.Share;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A live stream of sound and pictures whose camera has a clock of its own, through the aligner. The
 * truth is known: five pictures a second are captured at known times of the sound's clock, and
 * stamped so much earlier (or later, where negative). Both go through a network that holds records
 * back by 2 ms and an exponential part with a mean of 8 ms. Pure: the same plan gives the same
 * outcome.
 *
 * @param offsetMs how far the camera's clock is behind at the start, ms
 * @param driftPpm by how much it falls further behind, µs a second
 * @param seconds length of the stream, s
 * @param correct whether the aligner corrects event times by its estimate
 * @param seed of the network
 */
public record PlantedSkew(
        double offsetMs, double driftPpm, int seconds, boolean correct, long seed) {
    private static final int CHUNKS_PER_SECOND = 10;
    private static final long CHUNK_US = 100_000;
    private static final long PICTURE_US = 200_000;

    /**
     * Pictures are never captured on the edge of a window, where the smallest error would count.
     */
    private static final long PHASE_US = 70_000;

    private static final double LEAST_DELAY_US = 2_000;
    private static final double MEAN_DELAY_US = 8_000;

    /** When the estimate is good, by the Javadoc of the estimator, s. */
    private static final int SETTLED_SECONDS = 15;

    /**
     * What the windows said.
     *
     * @param truthUs skew of the camera at the end, µs
     * @param estimateUs what the last window says of it, µs; null where it says nothing
     * @param inTheirWindows of the pictures that belong to a window by the truth or were put there:
     *     both, after the first 15 s
     */
    public record Outcome(double truthUs, @Nullable Long estimateUs, Share inTheirWindows) {
        /** Distance of the estimate from the truth, ms; NaN where there is none. */
        public double errorMs() {
            return estimateUs == null ? Double.NaN : Math.abs(estimateUs - truthUs) / 1_000;
        }
    }

    /** Runs it. */
    public Outcome run() {
        AlignConf conf =
                AlignConf.of(
                        new OptionLoader(AlignOptions.ALL)
                                .map(
                                        Map.of(
                                                AlignOptions.MODE.key(),
                                                "live",
                                                AlignOptions.CORRECT_SKEW.key(),
                                                Boolean.toString(correct)),
                                        "the evaluation")
                                .load());
        StreamAligner aligner = new StreamAligner(conf);
        StreamState state = new StreamState();
        WindowLog log = new WindowLog();
        SplittableRandom random = new SplittableRandom(seed);
        long nowMs = 0;
        for (int i = 0; i < seconds * CHUNKS_PER_SECOND; i++) {
            long capturedUs = i * CHUNK_US;
            if (capturedUs % PICTURE_US == 0) {
                long pictureUs = capturedUs + PHASE_US;
                long stampUs = Math.round((double) pictureUs - skewUs((double) pictureUs));
                nowMs = feed(aligner, state, log, random, picture(i, stampUs), pictureUs);
            }
            nowMs = feed(aligner, state, log, random, sound(i), capturedUs + CHUNK_US);
        }
        log.runOut(aligner, state, nowMs);
        double truthUs = skewUs(seconds * 1e6);
        return new Outcome(truthUs, estimate(log.settled()), inTheirWindows(log.settled()));
    }

    private double skewUs(double capturedUs) {
        return offsetMs * 1_000 + driftPpm * 1e-6 * capturedUs;
    }

    private static long feed(
            StreamAligner aligner,
            StreamState state,
            WindowLog log,
            SplittableRandom random,
            StreamItem item,
            long happenedUs) {
        long delayUs =
                Math.round(LEAST_DELAY_US - MEAN_DELAY_US * Math.log(1 - random.nextDouble()));
        long ingestUs = SoundChunks.START_US + happenedUs + delayUs;
        StreamItem arrived =
                item.ingestedAt(ingestUs).announcing(List.of(SoundChunks.SOURCE, "video-0"));
        log.accept(aligner, state, arrived, ingestUs / 1_000);
        return ingestUs / 1_000;
    }

    private static StreamItem sound(int number) {
        return item(SoundChunks.SOURCE, Modality.AUDIO, number, number * CHUNK_US, CHUNK_US, 0);
    }

    /** The camera's timestamps are 0 where its own clock, behind by the offset, shows the start. */
    private StreamItem picture(int chunk, long stampUs) {
        return item(
                "video-0", Modality.VIDEO, chunk / 2, stampUs, 0, -Math.round(offsetMs * 1_000));
    }

    private static StreamItem item(
            String source,
            Modality modality,
            long sequence,
            long atUs,
            long durationUs,
            long originUs) {
        return new StreamItem(
                SoundChunks.STREAM,
                source,
                modality,
                ItemRole.RECORD,
                0,
                sequence,
                SoundChunks.START_US + atUs,
                durationUs,
                SoundChunks.START_US + originUs,
                0,
                false,
                List.of(),
                null,
                null,
                null);
    }

    private static @Nullable Long estimate(List<AlignedWindow> settled) {
        Long estimate = null;
        for (AlignedWindow window : settled) {
            for (SourceStatus source : window.getSources()) {
                if (source.getModality() == Modality.VIDEO && source.getSkewUs() != null) {
                    estimate = source.getSkewUs();
                }
            }
        }
        return estimate;
    }

    private Share inTheirWindows(List<AlignedWindow> settled) {
        Share sum = Share.NONE;
        for (AlignedWindow window : settled) {
            long startUs = window.getStartUs() - SoundChunks.START_US;
            long endUs = window.getEndUs() - SoundChunks.START_US;
            if (startUs < SETTLED_SECONDS * 1_000_000L || endUs > (seconds - 2) * 1_000_000L) {
                continue;
            }
            Set<Long> there = new HashSet<>();
            for (WindowMember member : window.getMembers()) {
                if (member.getModality() == Modality.VIDEO) {
                    there.add(member.getSequence());
                }
            }
            int both = 0;
            int either = there.size();
            for (long picture = 0; picture * PICTURE_US < seconds * 1_000_000L; picture++) {
                long pictureUs = picture * PICTURE_US + PHASE_US;
                if (pictureUs >= startUs && pictureUs < endUs) {
                    boolean found = there.contains(picture);
                    both += found ? 1 : 0;
                    either += found ? 0 : 1;
                }
            }
            sum = sum.plus(new Share(both, either));
        }
        return sum;
    }
}
