package dev.lockstep.align.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Property(tries = 100)
    void isAQueueThatGrowsAtBothEnds(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Deadlines deadlines = new Deadlines();
        ArrayDeque<Long> expected = new ArrayDeque<>();
        for (long nowMs = 0; nowMs < 300; nowMs++) {
            int what = random.nextInt(8);
            if (what < 5) {
                deadlines.passed(nowMs);
                expected.addLast(nowMs);
            } else if (what < 7) {
                deadlines.fired();
                expected.pollFirst();
            } else {
                int count = random.nextInt(20);
                deadlines.openBefore(count);
                for (int i = 0; i < count && !expected.isEmpty(); i++) {
                    expected.addFirst(expected.getFirst());
                }
            }
            deadlines = restored(deadlines);
            assertThat(deadlines.size()).isEqualTo(expected.size());
            assertThat(deadlines.oldestMs())
                    .isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.getFirst());
        }
        while (!expected.isEmpty()) {
            assertThat(deadlines.oldestMs()).isEqualTo(expected.removeFirst());
            deadlines.fired();
        }
    }

    @Test
    void forgetsAll() {
        Deadlines deadlines = new Deadlines();
        deadlines.passed(1);
        deadlines.clear();
        assertThat(deadlines.size()).isZero();
        assertThat(deadlines.oldestMs()).isEqualTo(Long.MAX_VALUE);
    }

    private static Deadlines restored(Deadlines deadlines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        deadlines.write(new DataOutputStream(bytes));
        Deadlines read = new Deadlines();
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return read;
    }
}
