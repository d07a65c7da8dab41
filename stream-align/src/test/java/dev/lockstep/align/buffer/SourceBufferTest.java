package dev.lockstep.align.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.flow.ItemContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SourceBufferTest {
    private final SourceBuffer buffer = new SourceBuffer();

    @Test
    void keepsTheOrderOfTimeThenEpochThenSequence() {
        buffer.add(20, 0, 0, 7, null);
        buffer.add(10, 0, 1, 0, null);
        buffer.add(10, 0, 0, 9, null);
        buffer.add(10, 0, 0, 3, ItemContent.text("a"));
        assertThat(order()).containsExactly("10/0/3", "10/0/9", "10/1/0", "20/0/7");
        assertThat(buffer.content(buffer.begin())).isEqualTo(ItemContent.text("a"));
        assertThat(buffer.spanUs()).isEqualTo(10);
    }

    @Test
    void letsGoWhatLiesWhollyBeforeATime() {
        buffer.add(0, 10, 0, 0, null);
        buffer.add(10, 10, 0, 1, null);
        buffer.add(20, 0, 0, 2, null);
        buffer.evictBefore(10);
        assertThat(order()).containsExactly("10/0/1", "20/0/2");
        buffer.evictBefore(19);
        assertThat(buffer.size()).isEqualTo(2);
        buffer.evictBefore(20);
        assertThat(order()).containsExactly("20/0/2");
        buffer.evictBefore(21);
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void isFullByRecordsBytesOrTime() {
        BufferLimits none = new BufferLimits(1_000, 1_000_000, 1_000_000);
        for (int i = 0; i < 10; i++) {
            buffer.add(i * 100, 0, 0, i, ItemContent.text("x".repeat(64)));
        }
        assertThat(buffer.bytes()).isEqualTo(10 * (36 + 64));
        assertThat(buffer.isFull(none)).isFalse();
        assertThat(buffer.isFull(new BufferLimits(11, 1_000_000, 1_000_000))).isFalse();
        assertThat(buffer.isFull(new BufferLimits(10, 1_000_000, 1_000_000))).isTrue();
        assertThat(buffer.isFull(new BufferLimits(1_000, 1_001, 1_000_000))).isFalse();
        assertThat(buffer.isFull(new BufferLimits(1_000, 1_000, 1_000_000))).isTrue();
        assertThat(buffer.isFull(new BufferLimits(1_000, 1_000_000, 901))).isFalse();
        assertThat(buffer.isFull(new BufferLimits(1_000, 1_000_000, 900))).isTrue();
    }

    @Test
    void findsTheFirstThatLastsOverATime() {
        buffer.add(0, 100, 0, 0, null);
        buffer.add(100, 100, 0, 1, null);
        buffer.add(200, 0, 0, 2, null);
        assertThat(buffer.firstEndingAfter(99)).isEqualTo(0);
        assertThat(buffer.firstEndingAfter(100)).isEqualTo(1);
        assertThat(buffer.firstEndingAfter(200)).isEqualTo(2);
        assertThat(buffer.firstEndingAfter(201)).isEqualTo(buffer.end());
        assertThat(buffer.firstStartingAt(1)).isEqualTo(1);
        assertThat(buffer.reaches(0, 100)).isFalse();
        assertThat(buffer.reaches(2, 200)).isTrue();
    }

    @Property(tries = 200)
    void agreesWithASortedListHoweverItGrows(
            @ForAll @Size(max = 300) List<@IntRange(max = 5_000) Integer> times)
            throws IOException {
        SourceBuffer grown = new SourceBuffer();
        List<long[]> expected = new ArrayList<>();
        long evictedUs = 0;
        for (int i = 0; i < times.size(); i++) {
            long atUs = evictedUs + times.get(i);
            grown.add(atUs, 10, 0, i, i % 3 == 0 ? ItemContent.text("t" + i) : null);
            expected.add(new long[] {atUs, i});
            expected.sort(Comparator.<long[]>comparingLong(r -> r[0]).thenComparing(r -> r[1]));
            if (i % 7 == 6) {
                evictedUs += 300;
                long beforeUs = evictedUs;
                grown.evictBefore(beforeUs);
                expected.removeIf(r -> r[0] + 10 <= beforeUs);
            }
            if (i % 11 == 10) {
                grown = restored(grown);
            }
            assertThat(grown.size()).isEqualTo(expected.size());
            for (int at = 0; at < expected.size(); at++) {
                long number = expected.get(at)[1];
                assertThat(grown.startUs(grown.begin() + at)).isEqualTo(expected.get(at)[0]);
                assertThat(grown.sequence(grown.begin() + at)).isEqualTo(number);
                assertThat(grown.content(grown.begin() + at))
                        .isEqualTo(number % 3 == 0 ? ItemContent.text("t" + number) : null);
            }
        }
    }

    private static SourceBuffer restored(SourceBuffer buffer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.write(new DataOutputStream(bytes));
        SourceBuffer read = new SourceBuffer();
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.bytes()).isEqualTo(buffer.bytes());
        return read;
    }

    private List<String> order() {
        List<String> order = new ArrayList<>();
        for (int at = buffer.begin(); at < buffer.end(); at++) {
            order.add(buffer.startUs(at) + "/" + buffer.epoch(at) + "/" + buffer.sequence(at));
        }
        return order;
    }
}
