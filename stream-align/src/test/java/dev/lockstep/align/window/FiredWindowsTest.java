package dev.lockstep.align.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FiredWindowsTest {
    @Property(tries = 100)
    void remembersTheRevisionOfEachHoweverManyWait(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        FiredWindows windows = new FiredWindows();
        windows.skipTo(random.nextInt(1_000));
        TreeMap<Long, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            int what = random.nextInt(20);
            if (what < 10) {
                expected.put(windows.nextToFire(), 0);
                windows.fired();
            } else if (what < 15 && !expected.isEmpty()) {
                List<Long> waiting = List.copyOf(expected.keySet());
                long index = waiting.get(random.nextInt(waiting.size()));
                assertThat(windows.revised(index))
                        .isEqualTo(expected.merge(index, 1, Integer::sum));
            } else if (what < 18 && !expected.isEmpty()) {
                expected.pollFirstEntry();
                windows.settled();
            } else if (what == 18 && windows.firstOpen() < windows.firstOfStretch()) {
                long last = windows.firstOfStretch() - 1;
                long index = Math.max(windows.firstOpen(), last - random.nextInt(40));
                if (windows.nextToFire() > windows.firstOfStretch()) {
                    for (long opened = index; opened <= last; opened++) {
                        expected.put(opened, 0);
                    }
                }
                windows.openFrom(index);
            } else if (!windows.waitsBeforeGap()) {
                windows.skipTo(windows.nextToFire() + random.nextInt(50));
            }
            windows = restored(windows);
            assertThat(windows.nextToSettle())
                    .isEqualTo(expected.isEmpty() ? windows.nextToFire() : expected.firstKey());
            FiredWindows now = windows;
            long behind = windows.nextToFire() + 5;
            for (long index = windows.nextToSettle() - 5; index < behind; index++) {
                assertThat(windows.isWaiting(index)).isEqualTo(expected.containsKey(index));
            }
            expected.forEach((k, revision) -> assertThat(now.revision(k)).isEqualTo(revision));
        }
    }

    @Test
    void windowsMayOpenOnlyBackToWhereSomethingSettled() {
        FiredWindows windows = new FiredWindows();
        windows.skipTo(10);
        assertThat(windows.firstOpen()).isZero();
        windows.openFrom(7);
        assertThat(windows.nextToFire()).isEqualTo(7);
        windows.fired();
        windows.fired();
        windows.settled();
        assertThat(windows.firstOpen()).isEqualTo(8);
        windows.settled();
        windows.skipTo(100);
        assertThat(windows.firstOpen()).isEqualTo(9);
        windows.fired();
        windows.openFrom(90);
        assertThat(windows.nextToSettle()).isEqualTo(90);
        assertThat(windows.nextToFire()).isEqualTo(101);
    }

    @Test
    void whatWaitsInFrontOfAGapSettlesFirst() {
        FiredWindows windows = new FiredWindows();
        windows.fired();
        windows.fired();
        windows.skipTo(100);
        windows.fired();
        assertThat(windows.waitsBeforeGap()).isTrue();
        assertThat(windows.nextToSettle()).isZero();
        assertThat(windows.firstOpen()).isEqualTo(2);
        assertThat(windows.firstOfStretch()).isEqualTo(100);
        assertThatThrownBy(() -> windows.skipTo(200)).isInstanceOf(IllegalStateException.class);
        windows.openFrom(98);
        assertThat(windows.revised(1)).isEqualTo(1);
        windows.settled();
        assertThat(windows.revision(1)).isEqualTo(1);
        windows.settled();
        assertThat(windows.nextToSettle()).isEqualTo(98);
        assertThat(windows.firstOpen()).isEqualTo(2);
        windows.settled();
        assertThat(windows.firstOpen()).isEqualTo(99);
        windows.skipTo(200);
        assertThat(windows.nextToSettle()).isEqualTo(99);
    }

    private static FiredWindows restored(FiredWindows windows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        windows.write(new DataOutputStream(bytes));
        windows.writeBeforeGap(new DataOutputStream(bytes));
        FiredWindows read = new FiredWindows();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        read.read(in);
        read.readBeforeGap(in);
        assertThat(in.available()).isZero();
        assertThat(read.firstOpen()).isEqualTo(windows.firstOpen());
        assertThat(read.nextToSettle()).isEqualTo(windows.nextToSettle());
        return read;
    }
}
