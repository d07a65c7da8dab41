package dev.lockstep.load.system;

import dev.lockstep.local.run.Received;
import dev.lockstep.local.run.TopicReader;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.topic.Topics;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads captions as a viewer does and hands them to the trial that runs. Own threads. */
final class CaptionPump implements AutoCloseable {
    private static final int QUEUE_RECORDS = 10_000;
    private static final long POLL_MS = 200;

    private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(QUEUE_RECORDS);
    private final AtomicReference<@Nullable ShownCaptions> trial = new AtomicReference<>();
    private final TopicReader reader;
    private volatile boolean closed;

    CaptionPump(Deployment deployment) {
        this.reader =
                TopicReader.start(
                        deployment.bootstrapServers(),
                        deployment.registryUrl(),
                        List.of(Topics.TRANSCRIPTS),
                        false,
                        queue);
        Thread thread = new Thread(this::pump, "lockstep-read-shown");
        thread.setDaemon(true);
        thread.start();
    }

    /** Captions go there from now on. */
    void into(ShownCaptions captions) {
        trial.set(captions);
    }

    private void pump() {
        try {
            while (!closed) {
                Received received = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
                ShownCaptions captions = trial.get();
                if (received != null
                        && captions != null
                        && received.value() instanceof Caption caption) {
                    captions.accept(caption, received.receivedUs());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.close();
    }
}
