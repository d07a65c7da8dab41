package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContextGraphTest {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;
    private static final int OTHER = 9;

    private static double total(ContextGraph graph, int... tokens) {
        int state = 0;
        double sum = 0;
        for (int token : tokens) {
            ContextGraph.Step step = graph.step(state, token);
            sum += step.score();
            state = step.state();
        }
        return sum - graph.unfinished(state);
    }

    @Test
    void aWholePhraseKeepsWhatItEarned() {
        ContextGraph graph = new ContextGraph(List.of(new int[] {A, B, C}), 1.5);

        assertThat(total(graph, A, B, C)).isEqualTo(4.5);
        assertThat(total(graph, OTHER, A, B, C, OTHER)).isEqualTo(4.5);
        assertThat(total(graph, A, B, C, A, B, C)).isEqualTo(9);
    }

    @Test
    void aPhraseThatBreaksOffGivesEverythingBack() {
        ContextGraph graph = new ContextGraph(List.of(new int[] {A, B, C}), 1.5);

        assertThat(total(graph, A, B, OTHER)).isZero();
        assertThat(total(graph, A, B)).isZero();
        assertThat(total(graph, A, A, A)).isZero();
        assertThat(total(graph, A, A, B, C)).isEqualTo(4.5);
    }

    @Test
    void aPhraseInsideABrokenOneIsFound() {
        ContextGraph graph = new ContextGraph(List.of(new int[] {A, B, C}, new int[] {B, A}), 1);

        assertThat(total(graph, A, B, A)).isEqualTo(2);
    }

    @Test
    void whileAPhraseGoesOnEachTokenEarns() {
        ContextGraph graph = new ContextGraph(List.of(new int[] {A, B}), 2);
        ContextGraph.Step first = graph.step(0, A);

        assertThat(first.score()).isEqualTo(2);
        assertThat(graph.continuations(0)).containsExactly(A);
        assertThat(graph.continuations(first.state())).containsExactly(B, A);
        assertThat(graph.unfinished(first.state())).isEqualTo(2);
    }

    @Test
    void withoutPhrasesNothingIsEarned() {
        assertThat(ContextGraph.EMPTY.isEmpty()).isTrue();
        assertThat(new ContextGraph(List.of(new int[0]), 1).isEmpty()).isTrue();
        assertThat(total(ContextGraph.EMPTY, A, B)).isZero();
    }
}
