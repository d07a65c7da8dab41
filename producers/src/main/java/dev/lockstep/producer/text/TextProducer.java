package dev.lockstep.producer.text;

import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.producer.publish.ProducerException;
import dev.lockstep.producer.publish.RecordPublisher;
import dev.lockstep.producer.publish.StopSignal;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a text feed: texts as events, pieces that cannot be read as dead letters, an end of
 * stream. {@link #run()} works on the caller's thread, {@link #stop()} may be called from any.
 *
 * <p>A text's event time is its own capture time, else start + PTS, else the moment it is read.
 */
public final class TextProducer {

    private static final Logger LOG = LoggerFactory.getLogger(TextProducer.class);
    private static final int SHOWN_PROBLEMS = 10;
    private static final int CONFIRM_EVERY = 500;

    private final TextFeed feed;
    private final TextProducerConf conf;
    private final RecordPublisher publisher;
    private final StopSignal stop;
    private final MediaClock clock;
    private final List<String> problems = new ArrayList<>();
    private long startUs;
    private long wallStartUs;
    private boolean timed;
    private long sequence;
    private long endUs;
    private long bad;

    /**
     * A producer of an open feed. The feed and the publisher stay the caller's to close.
     *
     * @param stop the signal that the publisher heeds too
     */
    public TextProducer(
            TextFeed feed,
            TextProducerConf conf,
            RecordPublisher publisher,
            StopSignal stop,
            MediaClock clock) {
        this.feed = feed;
        this.conf = conf;
        this.publisher = publisher;
        this.stop = stop;
        this.clock = clock;
    }

    /** Publishes until the feed ends or {@link #stop()}, then the end of the stream. */
    public TextReport run() {
        Optional<String> problem = Optional.empty();
        wallStartUs = clock.nowUs();
        startUs = conf.startUs().orElse(wallStartUs);
        endUs = startUs;
        try {
            problem = read();
            publisher.send(Topics.MEDIA_TEXT, endOfStream());
            confirm();
        } catch (ProducerException e) {
            LOG.warn("The run ends early: {}", e.getMessage());
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        publisher.close();
        return new TextReport(publisher.counts(), bad, problems, problem);
    }

    /** Ends the run: what was read and the end of the stream are still published. */
    public void stop() {
        stop.stop();
        feed.stop();
    }

    private Optional<String> read() {
        try {
            long count = 0;
            while (!stop.isStopped()) {
                Optional<TextEntry> entry = feed.next();
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                if (entry.get() instanceof TextEntry.Item item) {
                    publish(item);
                } else if (entry.get() instanceof TextEntry.Bad piece) {
                    refuse(piece);
                }
                if (++count % CONFIRM_EVERY == 0) {
                    confirm();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The feed ends early: {}", e.getMessage());
            return Optional.of("The feed cannot be read any more: " + e.getMessage());
        }
    }

    private void publish(TextEntry.Item item) {
        long eventUs;
        if (item.eventTimeUs().isPresent()) {
            eventUs = item.eventTimeUs().getAsLong();
            if (!timed && conf.startUs().isEmpty()) {
                startUs = item.ptsUs().isPresent() ? eventUs - item.ptsUs().getAsLong() : eventUs;
            }
        } else if (item.ptsUs().isPresent()) {
            eventUs = startUs + item.ptsUs().getAsLong();
        } else {
            eventUs = clock.nowUs();
        }
        boolean live = item.eventTimeUs().isEmpty() && item.ptsUs().isEmpty();
        long ptsUs = item.ptsUs().orElse(eventUs - startUs);
        timed = true;
        if (!live) {
            pace(ptsUs);
            if (stop.isStopped()) {
                return;
            }
        }
        publisher.send(
                Topics.MEDIA_TEXT,
                header(eventUs, ptsUs)
                        .setDurationUs(item.durationUs())
                        .setKind(item.kind())
                        .setText(item.text())
                        .setAuthor(item.author().orElse(null))
                        .setLanguage(item.language().orElse(null))
                        .build());
        sequence++;
        endUs = Math.max(endUs, eventUs + item.durationUs());
    }

    private void pace(long ptsUs) {
        Pacing pacing = conf.pacing();
        if (pacing.waits()) {
            clock.waitUntil(pacing.dueUs(conf.startUs().orElse(wallStartUs), ptsUs), stop);
        }
    }

    private void refuse(TextEntry.Bad piece) {
        bad++;
        LOG.warn("{}", piece.message());
        if (problems.size() < SHOWN_PROBLEMS) {
            problems.add(piece.message());
        }
        publisher.send(
                Topics.DEAD_LETTERS,
                DeadLetters.of(
                        piece.origin(),
                        "ingest",
                        conf.streamId(),
                        piece.kind(),
                        piece.message(),
                        Clock.systemUTC()));
    }

    private TextEvent endOfStream() {
        return header(endUs, endUs - startUs)
                .setDurationUs(0)
                .setKind(TextKind.OTHER)
                .setText("")
                .setEndOfStream(true)
                .build();
    }

    private TextEvent.Builder header(long eventUs, long ptsUs) {
        return TextEvent.newBuilder()
                .setStreamId(conf.streamId())
                .setSourceId(conf.sourceId())
                .setSequence(sequence)
                .setStreamSources(sequence == 0 ? conf.sources() : List.of())
                .setEpoch(0)
                .setEventTimeUs(eventUs)
                .setPtsUs(ptsUs)
                .setIngestTimeUs(clock.nowUs());
    }

    private void confirm() {
        publisher.awaitAcknowledgements();
        feed.published();
    }
}
