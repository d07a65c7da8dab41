package dev.lockstep.align.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.schema.flow.ItemContent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterpolationTest {
    private static final ItemContent EARLIER = content("a", 0.2f, new float[] {1, 0});
    private static final ItemContent LATER = content("b", 0.6f, new float[] {0, 1});

    @Test
    void numbersAreLinearAndWordsAreHeld() {
        ItemContent quarter = between(EARLIER, LATER, 0.25);
        assertThat(quarter.score()).isCloseTo(0.3f, within(1e-6f));
        assertThat(quarter.text()).isEqualTo("a");
        assertThat(quarter.labels()).containsExactly("a");
        float[] half = Objects.requireNonNull(between(EARLIER, LATER, 0.5).embedding());
        assertThat(half[0]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(half[1]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(between(EARLIER, LATER, 0)).isEqualTo(EARLIER);
    }

    @Test
    void whatOnlyOneOfThemHasIsThatOfTheEarlier() {
        assertThat(Interpolation.between(null, LATER, 0.5)).isNull();
        assertThat(between(EARLIER, null, 0.5)).isEqualTo(EARLIER);
        ItemContent nothing = ItemContent.text("c");
        assertThat(between(EARLIER, nothing, 0.5)).isEqualTo(EARLIER);
        assertThat(between(nothing, LATER, 0.5)).isEqualTo(nothing);
        ItemContent longer = content("d", 0.2f, new float[] {0, 0, 1});
        assertThat(between(EARLIER, longer, 0.5)).isEqualTo(EARLIER);
    }

    @Test
    void oppositeEmbeddingsHaveNoMiddleAndDoNotDivideByZero() {
        ItemContent opposite = content("e", 0.2f, new float[] {-1, 0});
        assertThat(between(EARLIER, opposite, 0.5).embedding()).containsExactly(0, 0);
    }

    private static ItemContent between(
            ItemContent earlier, @Nullable ItemContent later, double fraction) {
        return Objects.requireNonNull(Interpolation.between(earlier, later, fraction));
    }

    private static ItemContent content(String text, float score, float[] embedding) {
        return new ItemContent(text, List.of(text), List.of(), score, embedding);
    }
}
