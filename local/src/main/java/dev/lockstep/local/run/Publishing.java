package dev.lockstep.local.run;

import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.MediaProducer;
import dev.lockstep.producer.publish.MediaProducerConf;
import dev.lockstep.producer.publish.ProducerReport;
import dev.lockstep.producer.publish.ProgressListener;
import dev.lockstep.producer.publish.PublisherConf;
import dev.lockstep.producer.publish.RecordPublisher;
import dev.lockstep.producer.publish.StopSignal;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextProducer;
import dev.lockstep.producer.text.TextProducerConf;
import dev.lockstep.producer.text.TextReport;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A producer at work on a thread of its own. Thread-safe.
 *
 * @param <R> its report
 */
public final class Publishing<R> {
    private final Runnable stop;
    private final CompletableFuture<R> report = new CompletableFuture<>();

    private Publishing(String name, Runnable stop, Supplier<R> work) {
        this.stop = stop;
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                report.complete(work.get());
                            } catch (RuntimeException | Error e) {
                                report.completeExceptionally(e);
                            }
                        },
                        "lockstep-publish-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts to publish an open source, which stays the caller's to close. */
    public static Publishing<ProducerReport> media(
            MediaSource source,
            MediaProducerConf conf,
            PublisherConf kafka,
            RegistryConf registry,
            ProgressListener progress) {
        StopSignal stop = new StopSignal();
        SchemaRegistry client = registry.open();
        RecordPublisher publisher = new RecordPublisher(kafka, client, stop);
        MediaProducer producer =
                new MediaProducer(source, conf, publisher, stop, MediaClock.system(), progress);
        return new Publishing<>(
                "media",
                producer::stop,
                () -> {
                    try (client;
                            publisher) {
                        return producer.run();
                    }
                });
    }

    /** Starts to publish an open feed, which stays the caller's to close. */
    public static Publishing<TextReport> text(
            TextFeed feed, TextProducerConf conf, PublisherConf kafka, RegistryConf registry) {
        StopSignal stop = new StopSignal();
        SchemaRegistry client = registry.open();
        RecordPublisher publisher = new RecordPublisher(kafka, client, stop);
        TextProducer producer = new TextProducer(feed, conf, publisher, stop, MediaClock.system());
        return new Publishing<>(
                "text",
                producer::stop,
                () -> {
                    try (client;
                            publisher) {
                        return producer.run();
                    }
                });
    }

    /** Asks for the end: what was read is published, and that the stream has ended. */
    public void stop() {
        stop.run();
    }

    /** Waits for its end, at most that long; true once it has ended, however it did. */
    public boolean await(long milliseconds) throws InterruptedException {
        try {
            report.get(milliseconds, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** True once the producer has ended. */
    public boolean isDone() {
        return report.isDone();
    }

    /** The report if it is there; throws what ended the producer. */
    public Optional<R> report() {
        try {
            return report.isDone() ? Optional.of(report.join()) : Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
