package dev.lockstep.producer.media;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live source that is opened again when it is lost, with waits that double. Each connection is an
 * epoch of its own. What the source carries is what the first connection carried. {@link #stop()}
 * from any thread, the rest from one.
 */
public final class ReconnectingMediaSource implements MediaSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingMediaSource.class);

    private final MediaOpener opener;
    private final ReconnectConf conf;
    private final LongSupplier nanoClock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final MediaInfo info;
    private volatile @Nullable MediaSource current;
    private volatile MediaStats before = new MediaStats(0, 0, 0, 0, false);
    private volatile int firstEpoch;
    private volatile int lastEpoch;

    private ReconnectingMediaSource(
            MediaSource first, MediaOpener opener, ReconnectConf conf, LongSupplier nanoClock) {
        this.opener = opener;
        this.conf = conf;
        this.nanoClock = nanoClock;
        this.current = first;
        this.info = first.info();
    }

    /**
     * Opens a source; the first attempt is not repeated, so that a wrong address is told at once. A
     * source that is not live is returned as it is.
     */
    public static MediaSource open(MediaOpener opener, ReconnectConf conf) throws MediaException {
        return open(opener, conf, System::nanoTime);
    }

    static MediaSource open(MediaOpener opener, ReconnectConf conf, LongSupplier nanoClock)
            throws MediaException {
        MediaSource first = opener.open();
        return first.info().live()
                ? new ReconnectingMediaSource(first, opener, conf, nanoClock)
                : first;
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public Optional<MediaUnit> next() throws MediaException {
        while (!isStopped()) {
            MediaSource source = current;
            if (source == null) {
                return Optional.empty();
            }
            @Nullable MediaException lost = null;
            try {
                Optional<MediaUnit> unit = source.next();
                if (unit.isPresent()) {
                    return Optional.of(inEpoch(unit.get()));
                }
            } catch (MediaException e) {
                lost = e;
            }
            if (!isStopped()) {
                reconnect(source, lost);
            }
        }
        return Optional.empty();
    }

    private MediaUnit inEpoch(MediaUnit unit) {
        int epoch = firstEpoch + unit.epoch();
        lastEpoch = epoch;
        if (epoch == unit.epoch()) {
            return unit;
        }
        if (unit instanceof MediaUnit.AudioSamples a) {
            return new MediaUnit.AudioSamples(epoch, a.ptsUs(), a.pcm(), a.discontinuity());
        }
        MediaUnit.Picture p = (MediaUnit.Picture) unit;
        return new MediaUnit.Picture(epoch, p.ptsUs(), p.jpeg(), p.width(), p.height());
    }

    private void reconnect(MediaSource source, @Nullable MediaException lost)
            throws MediaException {
        before = sum(before, source.stats());
        current = null;
        source.close();
        if (lost == null && conf.endGrace().isZero()) {
            return;
        }
        LOG.warn(
                "The live source {}; it is opened again.",
                lost == null ? "ended" : "was lost: " + lost.getMessage());
        long patience = (lost == null ? conf.endGrace() : conf.giveUpAfter()).toNanos();
        long start = nanoClock.getAsLong();
        Duration wait = conf.firstWait();
        @Nullable MediaException last = lost;
        while (!isStopped()) {
            try {
                MediaSource again = opener.open();
                current = again;
                firstEpoch = lastEpoch + 1;
                before = sum(before, new MediaStats(0, 1, 0, 1, false));
                if (isStopped()) {
                    again.stop();
                }
                return;
            } catch (MediaException e) {
                last = lost == null ? null : e;
                if (!e.isRetriable() && e.kind() != MediaException.Kind.NOT_FOUND) {
                    throw e;
                }
            }
            if (nanoClock.getAsLong() - start + wait.toNanos() > patience) {
                if (last == null) {
                    return;
                }
                throw new MediaException(
                        last.kind(),
                        "The live source stayed away for "
                                + conf.giveUpAfter().toSeconds()
                                + " s and is given up: "
                                + last.getMessage());
            }
            await(wait);
            wait = min(wait.multipliedBy(2), conf.longestWait());
        }
    }

    private void await(Duration wait) {
        try {
            if (stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("Stopped while waiting for the live source.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static MediaStats sum(MediaStats a, MediaStats b) {
        return new MediaStats(
                a.decodeErrors() + b.decodeErrors(),
                a.discontinuities() + b.discontinuities(),
                a.overlapSamples() + b.overlapSamples(),
                a.reconnects() + b.reconnects(),
                a.truncated() || b.truncated());
    }

    @Override
    public MediaStats stats() {
        MediaSource source = current;
        return source == null ? before : sum(before, source.stats());
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void stop() {
        stopped.countDown();
        MediaSource source = current;
        if (source != null) {
            source.stop();
        }
    }

    @Override
    public void close() {
        MediaSource source = current;
        current = null;
        if (source != null) {
            source.close();
        }
    }
}
