package dev.lockstep.view.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Any order and any repeats of the same revisions give the same state. */
class RevisedProperties {
    @Property(tries = 300)
    void orderAndRepeatsDoNotMatter(
            @ForAll("revisions") List<Revised> revisions, @ForAll long seed) {
        List<Revised> shuffled = new ArrayList<>(revisions);
        shuffled.addAll(revisions.subList(0, revisions.size() / 2));
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(fold(shuffled).toBytes()).isEqualTo(fold(revisions).toBytes());
    }

    @Property(tries = 300)
    void theHighestRevisionWinsAndSettlingIsNotForgotten(
            @ForAll("revisions") List<Revised> revisions) {
        Revised kept = fold(revisions);

        assertThat(kept.revision())
                .isEqualTo(
                        revisions.stream()
                                .max(Comparator.comparingInt(Revised::revision))
                                .orElseThrow()
                                .revision());
        assertThat(kept.settled()).isEqualTo(revisions.stream().anyMatch(Revised::settled));
    }

    @Property(tries = 100)
    void bytesAndBack(@ForAll("revisions") List<Revised> revisions) {
        for (Revised revised : revisions) {
            Revised back = Revised.of(revised.toBytes());
            assertThat(back).usingRecursiveComparison().isEqualTo(revised);
        }
    }

    private static Revised fold(List<Revised> revisions) {
        @Nullable Revised kept = null;
        for (Revised revised : revisions) {
            kept = Revised.merge(kept, revised);
        }
        if (kept == null) {
            throw new IllegalArgumentException("nothing to fold");
        }
        return kept;
    }

    @Provide
    Arbitrary<List<Revised>> revisions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.bytes().between((byte) 0, (byte) 3))
                .as(
                        (revision, settled, published, value) ->
                                new Revised(
                                        revision, settled, settled, published, new byte[] {value}))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
