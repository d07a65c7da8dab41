package dev.lockstep.load.probe;

import dev.lockstep.load.system.ShownCaptions;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.Received;
import dev.lockstep.local.run.TopicReader;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.topic.Topics;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads all results of a pipeline and tells stages, ledger and captions of them. Own threads until
 * {@link #close}.
 */
public final class ResultProbe implements AutoCloseable {
    private static final int QUEUE_RECORDS = 20_000;
    private static final long POLL_MS = 200;

    private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(QUEUE_RECORDS);
    private final StageProbe stages;
    private final LedgerCheck ledger;
    private final ShownCaptions captions;
    private final IntendedTime intended;
    private final List<TopicReader> readers;
    private volatile long lastNs = System.nanoTime();
    private volatile boolean closed;

    /** Starts to read. */
    public ResultProbe(
            LocalPipeline pipeline,
            StageProbe stages,
            LedgerCheck ledger,
            ShownCaptions captions,
            IntendedTime intended) {
        this.stages = stages;
        this.ledger = ledger;
        this.captions = captions;
        this.intended = intended;
        this.readers =
                List.of(
                        TopicReader.start(
                                pipeline,
                                List.of(
                                        Topics.TRANSCRIPTS,
                                        Topics.VISION,
                                        Topics.TEXT,
                                        Topics.ALIGNED),
                                false,
                                queue),
                        TopicReader.start(
                                pipeline,
                                List.of(Topics.LEDGER, Topics.DEAD_LETTERS),
                                true,
                                queue));
        Thread thread = new Thread(this::pump, "lockstep-read-probe");
        thread.setDaemon(true);
        thread.start();
    }

    /** How long nothing has come, ns. */
    public long silentNs() {
        return System.nanoTime() - lastNs;
    }

    private void pump() {
        try {
            while (!closed) {
                Received received = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
                if (received != null) {
                    lastNs = System.nanoTime();
                    accept(received);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Received received) {
        long atUs = received.receivedUs();
        if (received.value() instanceof Caption caption) {
            captions.accept(caption, atUs);
            if (!caption.getEndOfStream()) {
                String kind = caption.getIsFinal() ? "caption, final" : "caption, partial";
                stage(kind, caption.getStreamId(), caption.getTimes(), atUs);
            }
        } else if (received.value() instanceof VisionResult vision) {
            stage("picture", vision.getStreamId(), vision.getTimes(), atUs);
        } else if (received.value() instanceof TextResult text) {
            stage("message", text.getStreamId(), text.getTimes(), atUs);
        } else if (received.value() instanceof AlignedWindow window) {
            if (window.getRevision() == 0) {
                stage("window, first revision", window.getStreamId(), window.getTimes(), atUs);
            }
        } else if (received.value() instanceof LedgerEntry entry) {
            ledger.accept(entry);
        } else if (received.value() instanceof DeadLetter letter) {
            ledger.accept(letter);
        }
    }

    private void stage(String kind, String stream, ProcessingTimes times, long receivedUs) {
        intended.of(stream, times.getCapturedUs())
                .ifPresent(us -> stages.accept(kind, times, us, receivedUs));
    }

    @Override
    public void close() {
        closed = true;
        readers.forEach(TopicReader::close);
    }
}
