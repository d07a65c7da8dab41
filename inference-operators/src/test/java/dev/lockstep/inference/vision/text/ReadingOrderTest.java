package dev.lockstep.inference.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.vision.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    private record Item(String name, Box box) {}

    @Test
    void rowsFromTheTopAndEachFromTheLeft() {
        List<Item> page =
                List.of(
                        new Item("title", new Box(0.1f, 0.05f, 0.8f, 0.1f)),
                        new Item("left", new Box(0.1f, 0.32f, 0.3f, 0.06f)),
                        new Item("right", new Box(0.5f, 0.30f, 0.3f, 0.06f)),
                        new Item("next", new Box(0.1f, 0.37f, 0.3f, 0.06f)),
                        new Item("foot", new Box(0.7f, 0.9f, 0.1f, 0.03f)));
        for (int seed = 0; seed < 20; seed++) {
            List<Item> shuffled = new ArrayList<>(page);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(ReadingOrder.of(shuffled, Item::box)).as("seed %d", seed).isEqualTo(page);
        }
        assertThat(ReadingOrder.of(List.<Item>of(), Item::box)).isEmpty();
    }
}
