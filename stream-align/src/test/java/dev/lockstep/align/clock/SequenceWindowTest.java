package dev.lockstep.align.clock;

import static dev.lockstep.align.clock.SequenceWindow.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.clock.SequenceWindow.Seen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequenceWindowTest {
    private final SequenceWindow window = new SequenceWindow();

    @Test
    void tellsNewMissedRepeatedAndTooOld() {
        assertThat(window.highest()).isEqualTo(-1);
        assertThat(window.mark(5)).isEqualTo(Seen.HIGHEST);
        assertThat(window.mark(5)).isEqualTo(Seen.REPEATED);
        assertThat(window.look(3)).isEqualTo(Seen.MISSED);
        assertThat(window.look(3)).isEqualTo(Seen.MISSED);
        assertThat(window.mark(3)).isEqualTo(Seen.MISSED);
        assertThat(window.mark(3)).isEqualTo(Seen.REPEATED);
        assertThat(window.mark(5 + SPAN)).isEqualTo(Seen.HIGHEST);
        assertThat(window.look(5)).isEqualTo(Seen.TOO_OLD);
        assertThat(window.look(6)).isEqualTo(Seen.MISSED);
        window.clear();
        assertThat(window.mark(0)).isEqualTo(Seen.HIGHEST);
    }

    @Test
    void greatNumbersAreNumbersToo() {
        assertThat(window.mark(Long.MAX_VALUE)).isEqualTo(Seen.HIGHEST);
        assertThat(window.mark(Long.MAX_VALUE)).isEqualTo(Seen.REPEATED);
        assertThat(window.mark(Long.MAX_VALUE - 1)).isEqualTo(Seen.MISSED);
        assertThat(window.look(0)).isEqualTo(Seen.TOO_OLD);
    }

    @Property(tries = 200)
    void agreesWithASetOfAllThatWasSeen(
            @ForAll java.util.List<@IntRange(max = 3 * SPAN) Integer> numbers) throws IOException {
        SequenceWindow seen = new SequenceWindow();
        Set<Integer> all = new HashSet<>();
        int highest = -1;
        for (int number : numbers) {
            Seen expected =
                    number > highest
                            ? Seen.HIGHEST
                            : highest - number >= SPAN
                                    ? Seen.TOO_OLD
                                    : all.contains(number) ? Seen.REPEATED : Seen.MISSED;
            assertThat(seen.mark(number)).isEqualTo(expected);
            all.add(number);
            highest = Math.max(highest, number);
            seen = restored(seen);
        }
        assertThat(seen.highest()).isEqualTo(highest);
    }

    private static SequenceWindow restored(SequenceWindow seen) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        seen.write(new DataOutputStream(bytes));
        SequenceWindow read = new SequenceWindow();
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return read;
    }
}
