package dev.lockstep.producer.publish;

/** A clock that stands still but for the waiting; one wait may be made to last too long. */
final class SteppedClock implements MediaClock {

    private long nowUs;
    private final long oversleepAtUs;
    private final long oversleepUs;
    private boolean overslept;

    SteppedClock(long startUs, long oversleepAtUs, long oversleepUs) {
        this.nowUs = startUs;
        this.oversleepAtUs = oversleepAtUs;
        this.oversleepUs = oversleepUs;
    }

    @Override
    public long nowUs() {
        return nowUs;
    }

    @Override
    public void waitUntil(long us, StopSignal stop) {
        nowUs = Math.max(nowUs, us);
        if (!overslept && us >= oversleepAtUs) {
            overslept = true;
            nowUs += oversleepUs;
        }
    }
}
