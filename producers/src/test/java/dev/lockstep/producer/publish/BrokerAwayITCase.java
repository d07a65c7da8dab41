package dev.lockstep.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.ffmpeg.FilmFiles;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.EmbeddedBroker;
import dev.lockstep.stack.EmbeddedBrokerConf;
import dev.lockstep.stack.LocalStack;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class BrokerAwayITCase {

    private static final long BUFFER_BYTES = 1 << 20;
    private static final int CHUNK_BYTES = 3_200;

    @TempDir Path dir;

    @Test
    void readingWaitsWhileTheBrokerIsAwayAndNothingIsLost() throws Exception {
        Path file = FilmFiles.wav(dir.resolve("long.wav"), 120);
        LocalStack stack = LocalStack.shared();
        int port = freePort();
        EmbeddedBrokerConf brokerConf = new EmbeddedBrokerConf(dir.resolve("kafka"), port);
        EmbeddedBroker broker = EmbeddedBroker.start(brokerConf);
        String bootstrap = broker.bootstrapServers();
        CountDownLatch begun = new CountDownLatch(50);
        CountDownLatch away = new CountDownLatch(1);
        AtomicLong handedOver = new AtomicLong();
        ProducerReport report;
        try {
            TestTopics.create(bootstrap, Topics.MEDIA_AUDIO);
            StopSignal stop = new StopSignal();
            try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                    MediaSource source =
                            FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT);
                    RecordPublisher publisher =
                            new RecordPublisher(conf(bootstrap), registry, stop)) {
                MediaProducer producer =
                        new MediaProducer(
                                source,
                                MediaProducerConf.of("away").withPacing(Pacing.MAX),
                                publisher,
                                stop,
                                MediaClock.system(),
                                p -> {
                                    handedOver.set(p.records());
                                    begun.countDown();
                                    if (begun.getCount() == 0) {
                                        await(away);
                                    }
                                });
                CompletableFuture<ProducerReport> running =
                        CompletableFuture.supplyAsync(producer::run);
                assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
                broker.close();
                away.countDown();
                long room = 50 + 2 * BUFFER_BYTES / CHUNK_BYTES;
                long[] before = {-1};
                Awaitility.await()
                        .atMost(60, TimeUnit.SECONDS)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> before[0] == (before[0] = handedOver.get()));
                // The client may forget the topic with its last broker and then take nothing at
                // all; it may never take more than its buffer holds.
                assertThat(handedOver.get()).isLessThan(room);
                assertThat(running).isNotDone();
                broker = EmbeddedBroker.start(brokerConf);
                report = running.get(120, TimeUnit.SECONDS);
            }
            assertThat(report.complete()).isTrue();
            assertThat(report.acked()).isEqualTo(report.sent()).isEqualTo(1_201);
            List<TestTopics.Read<AudioChunk>> read =
                    TestTopics.read(
                            bootstrap,
                            stack.registryUrl(),
                            Topics.MEDIA_AUDIO,
                            "away",
                            AudioChunk::getEndOfStream);
            assertThat(read).hasSize(1_201);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).value().getSequence()).isEqualTo(i);
            }
            assertThat(PcmReader.read16kMono(file)).hasSize(1_200 * 1_600);
        } finally {
            broker.close();
        }
    }

    @Test
    void aBrokerThatIsNotThereIsExplained() throws Exception {
        String bootstrap = "127.0.0.1:" + freePort();
        ProducerReport report = runShort("nobody", bootstrap);

        assertThat(report.complete()).isFalse();
        assertThat(report.sent()).isZero();
        assertThat(report.problem().orElseThrow())
                .startsWith(
                        "Kafka at " + bootstrap + " did not take a record for topic media.audio")
                .endsWith("check that the broker runs and that the topic exists.");
    }

    @Test
    void aRunThatIsStoppedWhileTheBrokerIsAwayEndsAndSaysWhatFailed() throws Exception {
        Path file = FilmFiles.wav(dir.resolve("stopped.wav"), 30);
        EmbeddedBroker broker =
                EmbeddedBroker.start(new EmbeddedBrokerConf(dir.resolve("gone"), freePort()));
        StopSignal stop = new StopSignal();
        CountDownLatch begun = new CountDownLatch(20);
        CountDownLatch away = new CountDownLatch(1);
        try (SchemaRegistry registry = RegistryConf.of(LocalStack.shared().registryUrl()).open();
                MediaSource source = FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT);
                RecordPublisher publisher =
                        new RecordPublisher(conf(broker.bootstrapServers()), registry, stop)) {
            TestTopics.create(broker.bootstrapServers(), Topics.MEDIA_AUDIO);
            MediaProducer producer =
                    new MediaProducer(
                            source,
                            MediaProducerConf.of("gone").withPacing(Pacing.MAX),
                            publisher,
                            stop,
                            MediaClock.system(),
                            p -> {
                                begun.countDown();
                                if (begun.getCount() == 0) {
                                    await(away);
                                }
                            });
            CompletableFuture<ProducerReport> running =
                    CompletableFuture.supplyAsync(producer::run);
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            broker.close();
            producer.stop();
            away.countDown();
            ProducerReport report = running.get(60, TimeUnit.SECONDS);
            assertThat(report.stopped()).isTrue();
            assertThat(report.sent()).isEqualTo(report.acked() + report.failed());
            // Either the end of the stream lay in the buffer and failed, or it never got there.
            assertThat(report.failed() > 0 || report.problem().isPresent()).isTrue();
            assertThat(report.complete()).isFalse();
        } finally {
            broker.close();
        }
    }

    private ProducerReport runShort(String stream, String bootstrap) throws Exception {
        Path file = FilmFiles.wav(dir.resolve("short.wav"), 1);
        StopSignal stop = new StopSignal();
        try (SchemaRegistry registry = RegistryConf.of(LocalStack.shared().registryUrl()).open();
                MediaSource source = FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT);
                RecordPublisher publisher = new RecordPublisher(conf(bootstrap), registry, stop)) {
            return new MediaProducer(
                            source,
                            MediaProducerConf.of(stream).withPacing(Pacing.MAX),
                            publisher,
                            stop,
                            MediaClock.system(),
                            ProgressListener.NONE)
                    .run();
        }
    }

    private static PublisherConf conf(String bootstrap) {
        return PublisherConf.media(bootstrap)
                .withLimits(BUFFER_BYTES, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
