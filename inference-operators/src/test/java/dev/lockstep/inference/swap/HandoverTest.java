package dev.lockstep.inference.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final List<String> closed = new ArrayList<>();
    private final Handover<String> handover = new Handover<>("old", closed::add);

    private Handover<String>.Use begin() {
        return Objects.requireNonNull(handover.use());
    }

    @Test
    void whoHasBegunEndsWithTheOldOneWhichIsClosedThen() {
        Handover<String>.Use first = begin();
        Handover<String>.Use second = begin();
        handover.handOver("new");
        Handover<String>.Use third = begin();

        assertThat(first.value()).isEqualTo("old");
        assertThat(third.value()).isEqualTo("new");
        first.close();
        assertThat(closed).isEmpty();
        second.close();
        assertThat(closed).containsExactly("old");
        third.close();
        assertThat(closed).containsExactly("old");
    }

    @Test
    void anIdleOneIsClosedAtOnceAndThenThereMayBeNone() {
        handover.handOver(null);

        assertThat(closed).containsExactly("old");
        assertThat(handover.use()).isNull();
        handover.handOver("new");
        assertThat(closed).containsExactly("old");
        assertThat(begin().value()).isEqualTo("new");
    }
}
