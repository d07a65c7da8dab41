package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.schema.payload.PayloadStoreException;
import dev.lockstep.schema.topic.Topics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a source: sound in chunks, sampled pictures, and an end of stream for each. {@link
 * #run()} works on the caller's thread, {@link #stop()} may be called from any.
 *
 * <p>Recorded media is handed over in the order and at the time in which it would have been
 * captured; each record is paced by its own timestamp, so one that is late never shifts those after
 * it. Reading goes on ahead of the clock by a second. Live media is handed over as it arrives.
 */
public final class MediaProducer {

    private static final Logger LOG = LoggerFactory.getLogger(MediaProducer.class);
    private static final long READ_AHEAD_US = 1_000_000;

    private final MediaSource source;
    private final MediaProducerConf conf;
    private final RecordPublisher publisher;
    private final StopSignal stop;
    private final MediaClock clock;
    private final ProgressListener listener;
    private final MediaRecords records;
    private final DueQueue queue;
    private final AudioChunker chunker;
    private CaptureAnchor anchor = new CaptureAnchor();
    private int liveEpoch;
    private boolean ended;
    private long startUs;
    private long positionUs;
    private long soundUs;
    private long sent;

    /**
     * A producer of an open source. The source and the publisher stay the caller's to close.
     *
     * @param stop the signal that the publisher heeds too
     */
    public MediaProducer(
            MediaSource source,
            MediaProducerConf conf,
            RecordPublisher publisher,
            StopSignal stop,
            MediaClock clock,
            ProgressListener listener) {
        this.source = source;
        this.conf = conf;
        this.publisher = publisher;
        this.stop = stop;
        this.clock = clock;
        this.listener = listener;
        this.records = new MediaRecords(conf, conf.sources(source.info()));
        this.queue = new DueQueue(source.info().hasAudio() && source.info().hasVideo());
        this.chunker = new AudioChunker(conf.chunkMs(), queue::add);
    }

    /**
     * Publishes until the source ends or {@link #stop()}, then the ends of stream, and waits for
     * the last acknowledgement. What was accepted is in the counts of the report in every case.
     */
    public ProducerReport run() {
        Optional<String> problem = Optional.empty();
        startUs = conf.startUs().orElseGet(clock::nowUs);
        try {
            problem = read(source.info().live());
            endOfStream();
        } catch (ProducerException | PayloadStoreException e) {
            LOG.warn("The run ends early: {}", e.getMessage());
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        boolean stopped = stop.isStopped();
        publisher.settle();
        publisher.close();
        return new ProducerReport(
                publisher.counts(), source.stats(), positionUs, soundUs, stopped, problem);
    }

    /** Publishes until the source ends; returns why it ended, where that was not its end. */
    private Optional<String> read(boolean live) {
        try {
            if (live) {
                live();
            } else {
                recorded();
            }
            return Optional.empty();
        } catch (MediaException e) {
            LOG.warn("The source ends early: {}", e.getMessage());
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the run: what is in the buffer and the ends of stream are still published. */
    public void stop() {
        stop.stop();
        source.stop();
    }

    private void recorded() throws MediaException {
        while (!stop.isStopped()) {
            MediaUnit first = queue.peek();
            boolean ready = first != null && (ended || queue.isSafe());
            long dueUs = first == null ? 0 : conf.pacing().dueUs(startUs, DueQueue.dueUs(first));
            if (first != null && ready && clock.nowUs() >= dueUs) {
                queue.remove();
                publish(first, startUs);
            } else if (!ended && (!ready || queue.spanUs() < READ_AHEAD_US)) {
                read();
            } else if (first == null) {
                return;
            } else {
                clock.waitUntil(dueUs, stop);
            }
        }
    }

    private void read() throws MediaException {
        Optional<MediaUnit> unit = source.next();
        if (unit.isEmpty()) {
            chunker.finish();
            ended = true;
        } else if (unit.get() instanceof MediaUnit.AudioSamples samples) {
            chunker.add(samples);
        } else {
            queue.add(unit.get());
        }
    }

    private void live() throws MediaException {
        try {
            while (!stop.isStopped() && !ended) {
                read();
                handOver();
            }
        } finally {
            chunker.finish();
            handOver();
            publishAll(anchor.settle());
        }
    }

    private void handOver() {
        for (MediaUnit unit = poll(); unit != null; unit = poll()) {
            if (unit.epoch() > liveEpoch) {
                publishAll(anchor.settle());
                anchor = new CaptureAnchor();
                liveEpoch = unit.epoch();
            }
            publishAll(anchor.arrived(unit, clock.nowUs()));
        }
    }

    private @Nullable MediaUnit poll() {
        MediaUnit unit = queue.peek();
        if (unit != null) {
            queue.remove();
        }
        return unit;
    }

    private void publishAll(Iterable<MediaUnit> units) {
        for (MediaUnit unit : units) {
            publish(unit, anchor.anchorUs());
        }
    }

    private void publish(MediaUnit unit, long originUs) {
        if (unit instanceof MediaUnit.AudioSamples samples) {
            publisher.send(Topics.MEDIA_AUDIO, records.chunk(samples, originUs, clock.nowUs()));
            soundUs += samples.durationUs();
        } else if (unit instanceof MediaUnit.Picture picture) {
            publisher.send(Topics.MEDIA_VIDEO, records.frame(picture, originUs, clock.nowUs()));
        }
        positionUs = Math.max(positionUs, DueQueue.dueUs(unit));
        sent++;
        listener.onProgress(
                new ProgressListener.Progress(positionUs, source.info().durationUs(), sent));
    }

    private void endOfStream() {
        if (source.info().hasAudio()) {
            publisher.send(Topics.MEDIA_AUDIO, records.endOfAudio(startUs, clock.nowUs()));
        }
        if (source.info().hasVideo()) {
            publisher.send(Topics.MEDIA_VIDEO, records.endOfVideo(startUs, clock.nowUs()));
        }
    }
}
