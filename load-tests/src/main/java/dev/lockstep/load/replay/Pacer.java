package dev.lockstep.load.replay;

import dev.lockstep.producer.publish.Pacing;

/**
 * When deliveries are to be sent. Times are absolute, so a late one makes no later one late.
 * Immutable.
 *
 * @param pacing how fast the archive's time passes
 * @param startNs when it begins, on the pacer's clock
 */
record Pacer(Pacing pacing, long startNs) {
    /** When a delivery is to be sent, on the clock; what is not waited for is due at once. */
    long intendedNs(Delivery delivery) {
        return pacing.waits() ? startNs + Math.round(delivery.dueNs() / pacing.speed()) : startNs;
    }

    /**
     * Waits for it.
     *
     * @return how late it is, ns; 0 where nothing waits
     */
    long await(Delivery delivery, PacerClock clock) {
        if (!pacing.waits()) {
            return 0;
        }
        long intendedNs = intendedNs(delivery);
        clock.awaitNs(intendedNs);
        return clock.nowNs() - intendedNs;
    }
}
