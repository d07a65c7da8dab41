package dev.lockstep.local.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and termination signals, turned into a request to end. The JVM waits up to {@link
 * #PATIENCE_S} seconds for the command to finish what it had begun. Thread-safe.
 */
public final class Interrupts implements AutoCloseable {
    /** How long a command may take to end after it was asked to, in seconds. */
    public static final int PATIENCE_S = 30;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    private Interrupts() {}

    /** Installs a shutdown hook. */
    public static Interrupts install() {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupts::shutDown, "lockstep-shutdown"));
        return interrupts;
    }

    /** Hears of no signal; {@link #request} is the only source. */
    public static Interrupts none() {
        return new Interrupts();
    }

    /** Asks the command to end. */
    public void request() {
        requested.countDown();
    }

    /** True once the command should end. */
    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits until the command should end. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** Waits at most that long; true once the command should end. */
    public boolean await(long milliseconds) throws InterruptedException {
        return requested.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** The command has ended: the JVM need not wait for it. */
    public void finished() {
        finished.countDown();
    }

    @Override
    public void close() {
        finished();
    }

    private void shutDown() {
        request();
        try {
            if (!finished.await(PATIENCE_S, TimeUnit.SECONDS)) {
                System.err.println(
                        "lockstep: the command did not end within "
                                + PATIENCE_S
                                + " s and is cut off.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
