package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds of plans whatever the seed. */
class ReplayPlanProperties {
    private static final int RECORDS = 60;
    private static Path file = Path.of("");

    @BeforeContainer
    static void record() throws IOException {
        file = Recordings.write(Files.createTempFile("plan", ".mcap"), RECORDS);
    }

    @AfterContainer
    static void forget() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 60)
    void theSameSeedGivesTheSamePlan(
            @ForAll long seed,
            @ForAll @LongRange(min = 0, max = 100_000_000) long jitterNs,
            @ForAll @DoubleRange(min = 0, max = 0.5) double chance,
            @ForAll @IntRange(min = 0, max = 5) int reorder) {
        Perturbations how =
                new Perturbations(
                        jitterNs,
                        Map.of("text-1", 35_000_000L),
                        chance,
                        chance,
                        Map.of(Perturbations.ALL, reorder),
                        seed);
        assertThat(texts(Recordings.plan(file, 2, 5_000_000, how)))
                .isEqualTo(texts(Recordings.plan(file, 2, 5_000_000, how)));
    }

    @Property(tries = 60)
    void deliveriesAreDueInOrderAndNeverEarlierThanRecorded(
            @ForAll long seed,
            @ForAll @LongRange(min = 0, max = 100_000_000) long jitterNs,
            @ForAll @IntRange(min = 0, max = 5) int reorder) {
        List<Delivery> plan =
                Recordings.plan(
                        file,
                        3,
                        7_000_000,
                        new Perturbations(
                                jitterNs,
                                Map.of("text", 20_000_000L),
                                0,
                                0,
                                Map.of(Perturbations.ALL, reorder),
                                seed));
        assertThat(plan)
                .hasSize(3 * RECORDS)
                .isSortedAccordingTo(Comparator.comparingLong(Delivery::dueNs))
                .allSatisfy(
                        d ->
                                assertThat(d.dueNs())
                                        .isGreaterThanOrEqualTo(
                                                d.message().sequence() * Recordings.STEP_NS
                                                        + (d.copy() - 1) * 7_000_000L
                                                        + 20_000_000L));
    }

    @Property(tries = 60)
    void aRecordIsOvertakenByNoMoreThanAsked(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int reorder) {
        List<Delivery> plan =
                Recordings.plan(
                        file,
                        1,
                        0,
                        new Perturbations(0, Map.of(), 0, 0, Map.of("text-0", reorder), seed));
        List<Integer> disturbed = sequences(plan, 0);
        assertThat(disturbed).hasSize(RECORDS / 2).doesNotHaveDuplicates();
        for (int at = 0; at < disturbed.size(); at++) {
            int own = disturbed.get(at);
            long overtaking = disturbed.subList(0, at).stream().filter(s -> s > own).count();
            assertThat(overtaking).isLessThanOrEqualTo(reorder);
        }
        assertThat(disturbed.get(disturbed.size() - 1)).isEqualTo(RECORDS - 2);
        assertThat(sequences(plan, 1)).isSorted();
    }

    @Property(tries = 60)
    void jitterKeepsTheOrderOfASource(
            @ForAll long seed, @ForAll @LongRange(min = 1, max = 100_000_000) long jitterNs) {
        List<Delivery> plan =
                Recordings.plan(
                        file, 1, 0, new Perturbations(jitterNs, Map.of(), 0, 0, Map.of(), seed));
        assertThat(sequences(plan, 0)).isSorted().hasSize(RECORDS / 2);
        assertThat(sequences(plan, 1)).isSorted().hasSize(RECORDS / 2);
    }

    @Property(tries = 60)
    void theEndOfASourceIsNeverDropped(@ForAll long seed) {
        List<Delivery> plan =
                Recordings.plan(file, 1, 0, new Perturbations(0, Map.of(), 1, 0, Map.of(), seed));
        assertThat(plan)
                .extracting(d -> d.message().sequence())
                .containsExactly(RECORDS - 2, RECORDS - 1);
    }

    private static List<Integer> sequences(List<Delivery> plan, int parity) {
        return plan.stream().map(d -> d.message().sequence()).filter(s -> s % 2 == parity).toList();
    }

    private static List<String> texts(List<Delivery> plan) {
        return IntStream.range(0, plan.size())
                .mapToObj(
                        i ->
                                plan.get(i).dueNs()
                                        + " "
                                        + plan.get(i).copy()
                                        + " "
                                        + plan.get(i).message().sequence())
                .toList();
    }
}
