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
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A media producer at work on a thread of its own. Thread-safe. */
public final class Publishing {
    private final StopSignal stop;
    private final CompletableFuture<ProducerReport> report;

    private Publishing(StopSignal stop, CompletableFuture<ProducerReport> report) {
        this.stop = stop;
        this.report = report;
    }

    /** Starts to publish an open source, which stays the caller's to close. */
    public static Publishing start(
            MediaSource source,
            MediaProducerConf conf,
            PublisherConf kafka,
            RegistryConf registry,
            ProgressListener progress) {
        StopSignal stop = new StopSignal();
        CompletableFuture<ProducerReport> report = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try (SchemaRegistry client = registry.open();
                                    RecordPublisher publisher =
                                            new RecordPublisher(kafka, client, stop)) {
                                report.complete(
                                        new MediaProducer(
                                                        source,
                                                        conf,
                                                        publisher,
                                                        stop,
                                                        MediaClock.system(),
                                                        progress)
                                                .run());
                            } catch (RuntimeException | Error e) {
                                report.completeExceptionally(e);
                            }
                        },
                        "lockstep-publish");
        thread.setDaemon(true);
        thread.start();
        return new Publishing(stop, report);
    }

    /** Asks for the end: what was read is published, and that the stream has ended. */
    public void stop() {
        stop.stop();
    }

    /** True once the report is there. */
    public boolean isDone() {
        return report.isDone();
    }

    /** Waits for the report. */
    public ProducerReport await() {
        return report.join();
    }

    /** The report if it is there; throws what ended the producer. */
    public Optional<ProducerReport> report() {
        return report.isDone() ? Optional.of(report.join()) : Optional.empty();
    }
}
