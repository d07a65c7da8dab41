package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.archive.ArchiveReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans with known content. */
class ReplayPlanTest {
    private static final int RECORDS = 200;

    @TempDir private Path dir = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void record() throws IOException {
        file = Recordings.write(dir.resolve("a.mcap"), RECORDS);
    }

    @Test
    void undisturbedItHasTheSpacingOfTheArchive() {
        assertThat(Recordings.plan(file, 1, 0, Perturbations.NONE))
                .extracting(Delivery::dueNs)
                .containsExactlyElementsOf(
                        LongStream.range(0, RECORDS)
                                .mapToObj(i -> i * Recordings.STEP_NS)
                                .toList());
    }

    @Test
    void copiesStartOneAfterAnother() {
        List<Delivery> plan = Recordings.plan(file, 2, 25_000_000, Perturbations.NONE);
        assertThat(plan).hasSize(2 * RECORDS);
        assertThat(plan.stream().filter(d -> d.copy() == 2).map(Delivery::dueNs))
                .containsExactlyElementsOf(
                        LongStream.range(0, RECORDS)
                                .mapToObj(i -> i * Recordings.STEP_NS + 25_000_000)
                                .toList());
    }

    @Test
    void skewMovesTheSourceThatIsNamed() {
        List<Delivery> plan =
                Recordings.plan(
                        file,
                        1,
                        0,
                        new Perturbations(0, Map.of("text-1", 300_000_000L), 0, 0, Map.of(), 1));
        assertThat(plan)
                .allSatisfy(
                        d ->
                                assertThat(d.dueNs())
                                        .isEqualTo(
                                                d.message().sequence() * Recordings.STEP_NS
                                                        + (d.message().sequence() % 2)
                                                                * 300_000_000L));
    }

    @Test
    void namesThatNothingHasAreTold() throws IOException {
        Perturbations how =
                new Perturbations(
                        0,
                        Map.of("text", 1L, "vidoe", 1L),
                        0,
                        0,
                        Map.of("text-1", 1, Perturbations.ALL, 1, "text-7", 1),
                        7);
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            ReplayPlan plan = new ReplayPlan(reader, Set.of(Recordings.TOPIC), 1, 0, 0, how);
            while (plan.next() != null) {
                // Only what was read is known.
            }
            assertThat(plan.unmatched()).containsExactly("text-7", "vidoe");
        }
    }

    @Test
    void whatIsDoneIsCountedByKind() throws IOException {
        Perturbations how =
                new Perturbations(
                        1_000_000, Map.of("text-0", 1L), 0.1, 0.2, Map.of("text-1", 2), 7);
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            ReplayPlan plan = new ReplayPlan(reader, Set.of(Recordings.TOPIC), 1, 0, 0, how);
            int delivered = 0;
            while (plan.next() != null) {
                delivered++;
            }
            PerturbationCounts.Snapshot done = plan.counts();
            assertThat(done.dropped()).isBetween(5L, 40L);
            assertThat(done.duplicated()).isBetween(15L, 70L);
            assertThat(done.reordered()).isBetween(20L, 100L);
            assertThat(done.skewed()).isBetween(50L, 100L);
            assertThat(done.jittered()).isEqualTo(RECORDS - done.dropped());
            assertThat(delivered).isEqualTo(RECORDS - done.dropped() + done.duplicated());
        }
    }
}
