package dev.lockstep.producer.media;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live source that is opened again when it is lost, with waits that double. Each connection is an
 * epoch of its own, and its times go on where the clock says, never before the end of the last one.
 * What the source carries is what the first connection carried. {@link #stop()} from any thread,
 * the rest from one.
 */
public final class ReconnectingMediaSource implements MediaSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingMediaSource.class);

    private static final Set<String> PLAYLISTS = Set.of("hls", "dash");

    private final MediaOpener opener;
    private final ReconnectConf conf;
    private final LongSupplier nanoClock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final MediaInfo info;
    private volatile @Nullable MediaSource current;
    private volatile MediaStats before = new MediaStats(0, 0, 0, 0, false);
    private volatile int firstEpoch;
    private volatile int lastEpoch;
    private final Opening opening = new Opening();
    private final Deque<MediaUnit> ahead = new ArrayDeque<>();
    private boolean mayBeRecording;
    private volatile boolean isNewConnection;
    private long firstArrivalNanos = Long.MIN_VALUE;
    private long offsetUs;
    private long endUs;

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
        return open(opener, conf, false, System::nanoTime);
    }

    /**
     * The same for a source that may be a recording which does not say how long it is. When what
     * comes back begins with the same second of sound as the first connection, it was one, and it
     * is at its end: it would be played over and over. Over HTTP an end without a length cannot be
     * told from a loss.
     */
    public static MediaSource openMaybeRecorded(MediaOpener opener, ReconnectConf conf)
            throws MediaException {
        return open(opener, conf, true, System::nanoTime);
    }

    static MediaSource open(
            MediaOpener opener, ReconnectConf conf, boolean mayBeRecording, LongSupplier nanoClock)
            throws MediaException {
        MediaSource first = opener.open();
        if (!first.info().live()) {
            return first;
        }
        ReconnectingMediaSource source =
                new ReconnectingMediaSource(first, opener, conf, nanoClock);
        // A playlist starts with the same segment for a while, and says itself whether it goes on.
        source.mayBeRecording = mayBeRecording && !PLAYLISTS.contains(first.info().format());
        return source;
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public Optional<MediaUnit> next() throws MediaException {
        while (!isStopped()) {
            MediaUnit known = ahead.poll();
            if (known != null) {
                return Optional.of(placed(known));
            }
            MediaSource source = current;
            if (source == null) {
                return Optional.empty();
            }
            @Nullable MediaException lost = null;
            try {
                Optional<MediaUnit> unit = source.next();
                if (unit.isPresent()) {
                    if (firstEpoch == 0 && !opening.isComplete()) {
                        opening.add(unit.get());
                    }
                    return Optional.of(placed(unit.get()));
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

    /** The unit in the epochs and on the line of the whole source. */
    private MediaUnit placed(MediaUnit unit) {
        int epoch = firstEpoch + unit.epoch();
        lastEpoch = epoch;
        if (firstArrivalNanos == Long.MIN_VALUE) {
            firstArrivalNanos = nanoClock.getAsLong();
        } else if (isNewConnection) {
            long awayUs = (nanoClock.getAsLong() - firstArrivalNanos) / 1_000;
            offsetUs = Math.max(endUs, awayUs);
        }
        isNewConnection = false;
        long ptsUs = unit.ptsUs() + offsetUs;
        endUs = Math.max(endUs, ptsUs + unit.durationUs());
        if (firstEpoch == 0) {
            return unit;
        }
        if (unit instanceof MediaUnit.AudioSamples a) {
            return new MediaUnit.AudioSamples(epoch, ptsUs, a.pcm(), a.discontinuity());
        }
        MediaUnit.Picture p = (MediaUnit.Picture) unit;
        return new MediaUnit.Picture(epoch, ptsUs, p.jpeg(), p.width(), p.height());
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
                if (mayBeRecording && isFirstOnceMore(again)) {
                    LOG.info("The source is a recording that would begin again: it is at its end.");
                    current = null;
                    again.close();
                    return;
                }
                firstEpoch = lastEpoch + 1;
                isNewConnection = true;
                before = sum(before, new MediaStats(0, 1, 0, 1, false));
                if (isStopped()) {
                    again.stop();
                }
                return;
            } catch (MediaException e) {
                last = lost == null ? null : e;
                if (!mayPass(e.kind())) {
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

    /** A source that was there is right, whatever stands at its address while it is away. */
    private static boolean mayPass(MediaException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE, NOT_FOUND, EMPTY, NOT_MEDIA, BROKEN_HEADER, NO_TRACKS -> true;
            case NO_PERMISSION, UNKNOWN_CODEC, REFUSED, UNSUPPORTED -> false;
        };
    }

    private boolean isFirstOnceMore(MediaSource again) {
        Opening now = new Opening();
        try {
            while (!now.isComplete()) {
                Optional<MediaUnit> unit = again.next();
                if (unit.isEmpty()) {
                    break;
                }
                now.add(unit.get());
                ahead.add(unit.get());
            }
        } catch (MediaException e) {
            LOG.debug("Lost again at once; the next read tells.", e);
        }
        boolean same = now.isSameAs(opening);
        if (same) {
            ahead.clear();
        }
        return same;
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
