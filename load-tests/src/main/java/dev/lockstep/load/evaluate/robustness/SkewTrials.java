package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.load.evaluate.accuracy.PlantedSkew;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Share;
import java.util.ArrayList;
import java.util.List;

/** What becomes of windows where the clocks of sound and pictures disagree. Stateless. */
public final class SkewTrials {
    /** Name of the measure. */
    public static final String MEASURE = "pictures in their windows";

    private static final List<Integer> OFFSETS_MS = List.of(100, 500, 1_000);
    private static final int SECONDS = 60;
    private static final int REPETITIONS = 5;

    private SkewTrials() {}

    /** Plants each offset in several streams, once as it is and once corrected by the aligner. */
    public static List<Degradation> run(Bootstrap bootstrap, long seed) {
        List<Degradation> results = new ArrayList<>();
        List<Share> clean = shares(0, false, seed);
        for (int offset : OFFSETS_MS) {
            for (boolean correct : new boolean[] {false, true}) {
                results.add(
                        Degradation.of(
                                MEASURE,
                                "skew " + offset + " ms" + (correct ? ", corrected" : ""),
                                clean,
                                shares(offset, correct, seed),
                                bootstrap));
            }
        }
        return results;
    }

    private static List<Share> shares(double offsetMs, boolean correct, long seed) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            shares.add(
                    new PlantedSkew(offsetMs, 0, SECONDS, correct, seed + i)
                            .run()
                            .inTheirWindows());
        }
        return shares;
    }
}
