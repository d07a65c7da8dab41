package dev.lockstep.inference.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.WindowMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of every strategy, whatever is missing or damaged. */
class FusionProperties {
    private static final int DIMENSION = 16;
    private static final List<FusionStrategy> STRATEGIES =
            List.of(
                    new WeightedFusion(),
                    new GatedFusion(),
                    new AttentionFusion(),
                    new ProjectionFusion(new RandomProjection(7)));

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** Usable, or in one of the ways in which a vector can be of no use. */
    private static float[] maybeDamaged(Random random) {
        float[] vector = vector(random);
        switch (random.nextInt(8)) {
            case 0 -> vector[random.nextInt(DIMENSION)] = Float.NaN;
            case 1 -> vector[0] = Float.POSITIVE_INFINITY;
            case 2 -> vector = new float[DIMENSION];
            case 3 -> vector = new float[DIMENSION + 1 + random.nextInt(3)];
            default -> {
                // As it is.
            }
        }
        return vector;
    }

    private static Evidence evidence(Random random, int subset) {
        List<Testimony> testimonies = new ArrayList<>();
        for (int i = 0; i < ProjectionFusion.ORDER.size(); i++) {
            if ((subset >> i & 1) == 0) {
                continue;
            }
            List<float[]> vectors = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                vectors.add(Objects.requireNonNull(Vectors.usable(vector(random))));
            }
            testimonies.add(
                    new Testimony(
                            ProjectionFusion.ORDER.get(i), 0.01 + random.nextDouble(), vectors));
        }
        return new Evidence(testimonies, DIMENSION);
    }

    @Property(tries = 300)
    void weightsSumToOneOverWhatIsThereAndTheVectorHasLengthOne(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int subset) {
        Evidence evidence = evidence(new Random(seed), subset);
        for (FusionStrategy strategy : STRATEGIES) {
            Fused fused = strategy.fuse(evidence);
            double sum = 0;
            for (double weight : fused.weights()) {
                assertThat(weight).as(strategy.name()).isBetween(0.0, 1.0);
                sum += weight;
            }
            assertThat(fused.weights()).hasSize(Integer.bitCount(subset));
            assertThat(sum).as(strategy.name()).isCloseTo(1, within(1e-9));
            assertThat(length(fused.vector())).as(strategy.name()).isCloseTo(1, within(1e-5));
        }
    }

    @Property(tries = 200)
    void theOrderInWhichModalitiesComeTellsNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Evidence evidence = evidence(random, 7);
        List<Testimony> shuffled = new ArrayList<>(evidence.testimonies());
        Collections.shuffle(shuffled, random);
        for (FusionStrategy strategy : STRATEGIES) {
            Fused one = strategy.fuse(evidence);
            Fused other = strategy.fuse(new Evidence(shuffled, DIMENSION));
            assertThat(other.weights()).containsExactly(one.weights());
            assertThat(other.vector()).containsExactly(one.vector());
        }
    }

    @Property(tries = 300)
    void nothingDamagedGetsIntoAWindow(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int subset) {
        for (FusionStrategy strategy : STRATEGIES) {
            Random random = new Random(seed);
            List<WindowMember> members = new ArrayList<>();
            for (int i = 0; i < ProjectionFusion.ORDER.size(); i++) {
                if ((subset >> i & 1) != 0) {
                    members.add(
                            FusionWindows.member(ProjectionFusion.ORDER.get(i))
                                    .setLabels(List.of("a"))
                                    .setScore(random.nextBoolean() ? Float.NaN : -1f)
                                    .build());
                }
            }
            AlignedWindow window = FusionWindows.of(members.toArray(WindowMember[]::new));
            int ignored =
                    new WindowFusion(strategy, true)
                            .fuse(
                                    window,
                                    FusionWindows.vectors(
                                            maybeDamaged(random),
                                            maybeDamaged(random),
                                            maybeDamaged(random),
                                            maybeDamaged(random)));
            assertThat(ignored).isBetween(0, 4);
            check(window, subset);
        }
    }

    private static void check(AlignedWindow window, int subset) {
        double sum = 0;
        for (int i = 0; i < window.getModalities().size(); i++) {
            ModalityStatus status = window.getModalities().get(i);
            if (subset == 0) {
                assertThat(status.getWeight()).isNull();
                continue;
            }
            assertThat(status.getWeight()).isBetween(0f, 1f);
            if ((subset >> i & 1) == 0) {
                assertThat(status.getWeight()).isZero();
                assertThat(status.getAttribution()).isNull();
            }
            if (status.getAttribution() != null) {
                assertThat(status.getAttribution()).isBetween(0f, 2f);
            }
            sum += status.getWeight();
        }
        assertThat(sum).isCloseTo(subset == 0 ? 0 : 1, within(1e-5));
        if (window.getEmbedding() != null) {
            float[] vector = new float[window.getEmbedding().size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = window.getEmbedding().get(i);
            }
            assertThat(length(vector)).isCloseTo(1, within(1e-5));
        }
        for (CrossModalSimilarity similarity : window.getSimilarities()) {
            assertThat(similarity.getCosine()).isBetween(-1f, 1f);
            assertThat(similarity.getFirst()).isLessThan(similarity.getSecond());
        }
    }

    @Property(tries = 100)
    void aRandomProjectionKeepsCosines(@ForAll long seed) {
        Random random = new Random(seed);
        int dimension = 384;
        double[] one = new double[3 * dimension];
        double[] other = new double[3 * dimension];
        for (int i = 0; i < one.length; i++) {
            double common = random.nextGaussian();
            one[i] = common + random.nextGaussian();
            other[i] = common + random.nextGaussian();
        }
        RandomProjection projection = new RandomProjection(seed);
        // Six standard deviations of 1/sqrt(384): fails once in 5e8 tries.
        assertThat(cosine(projection.apply(one), projection.apply(other)))
                .isCloseTo(cosine(one, other), within(0.31));
        assertThat(new RandomProjection(seed).apply(one)).containsExactly(projection.apply(one));
        assertThat(new RandomProjection(seed + 1).apply(one)).isNotEqualTo(projection.apply(one));
    }

    private static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double length(float @Nullable [] vector) {
        if (vector == null) {
            return 0;
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /** The order of the places is part of the format of matrices and of models. */
    @Property(tries = 1)
    void placesAreFixed() {
        assertThat(ProjectionFusion.ORDER)
                .containsExactly(Modality.AUDIO, Modality.VIDEO, Modality.TEXT);
    }
}
