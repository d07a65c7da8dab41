package dev.lockstep.producer.publish;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a thread that runs or waits to come to its end. Thread-safe. */
public final class StopSignal {

    private final CountDownLatch latch = new CountDownLatch(1);

    /** Gives the signal. */
    public void stop() {
        latch.countDown();
    }

    /** True once the signal was given. */
    public boolean isStopped() {
        return latch.getCount() == 0;
    }

    /** Waits for the signal for at most that long; an interrupt of the thread is the signal too. */
    public boolean await(long time, TimeUnit unit) {
        try {
            return latch.await(Math.max(0, time), unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            return true;
        }
    }
}
