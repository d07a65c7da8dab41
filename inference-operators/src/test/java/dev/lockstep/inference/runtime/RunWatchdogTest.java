package dev.lockstep.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunWatchdogTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final RunWatchdog watchdog = RunWatchdog.withoutThread(now::get);
    private final AtomicInteger ended = new AtomicInteger();
    private final RunWatchdog.Watch watch = watchdog.watch(100, ended::incrementAndGet);

    @Test
    void aRunInTimeIsLeftAlone() {
        watch.begin();
        now.addAndGet(100);
        watchdog.scan();
        assertThat(watch.end()).isTrue();
        assertThat(ended).hasValue(0);
    }

    @Test
    void aRunThatTakesTooLongIsEndedOnce() {
        watch.begin();
        now.addAndGet(101);
        watchdog.scan();
        watchdog.scan();
        assertThat(ended).hasValue(1);
        assertThat(watch.end()).isFalse();
    }

    @Test
    void timeBetweenRunsDoesNotCount() {
        watch.begin();
        assertThat(watch.end()).isTrue();
        now.addAndGet(10_000);
        watchdog.scan();
        watch.begin();
        watchdog.scan();
        assertThat(watch.end()).isTrue();
        assertThat(ended).hasValue(0);
    }

    @Test
    void whatIsClosedIsNotLookedAt() {
        watch.begin();
        watch.close();
        now.addAndGet(10_000);
        watchdog.scan();
        assertThat(ended).hasValue(0);
    }
}
