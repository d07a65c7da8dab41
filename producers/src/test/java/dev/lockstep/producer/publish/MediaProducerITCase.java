package dev.lockstep.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.ffmpeg.FilmFiles;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaProducerITCase {

    private static final long START_US = 1_700_000_000_000_000L;

    @TempDir static Path dir;
    private static Path film;
    private static LocalStack stack;

    @BeforeAll
    static void start() throws Exception {
        film = FilmFiles.mp4(dir.resolve("film.mp4"), 3.05);
        stack = LocalStack.shared();
        TestTopics.create(stack.bootstrapServers(), Topics.MEDIA_AUDIO, Topics.MEDIA_VIDEO);
    }

    @Test
    void whatIsReadBackIsWhatTheFileHolds() throws Exception {
        List<ProgressListener.Progress> progress = new ArrayList<>();
        MediaProducerConf conf =
                MediaProducerConf.of("whole").withPacing(Pacing.MAX).withStartUs(START_US);

        ProducerReport report = run(conf, MediaClock.system(), progress::add);

        List<TestTopics.Read<AudioChunk>> audio = audio("whole");
        short[] pcm = PcmReader.read16kMono(film);
        int chunks = (pcm.length + 1599) / 1600;
        assertThat(audio).hasSize(chunks + 1);
        ByteBuffer all = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < audio.size(); i++) {
            AudioChunk chunk = audio.get(i).value();
            assertThat(chunk.getSequence()).isEqualTo(i);
            assertThat(chunk.getEpoch()).isZero();
            assertThat(chunk.getSourceId()).isEqualTo("audio-0");
            assertThat(chunk.getEventTimeUs()).isEqualTo(START_US + chunk.getPtsUs());
            assertThat(audio.get(i).timestampMs()).isEqualTo(chunk.getEventTimeUs() / 1_000);
            assertThat(chunk.getDiscontinuity()).isFalse();
            if (i < chunks) {
                assertThat(chunk.getPtsUs()).isEqualTo(i * 100_000L);
                all.put(chunk.getPayload());
            }
        }
        short[] published = new short[pcm.length];
        all.flip();
        all.asShortBuffer().get(published);
        assertThat(published).isEqualTo(pcm);
        AudioChunk end = audio.get(chunks).value();
        assertThat(end.getEndOfStream()).isTrue();
        assertThat(end.getPtsUs()).isEqualTo(pcm.length * 1_000_000L / 16_000);
        assertThat(end.getPayload().remaining()).isZero();

        List<TestTopics.Read<VideoFrame>> video = video("whole");
        List<MediaUnit.Picture> pictures = pictures();
        assertThat(video).hasSize(pictures.size() + 1);
        for (int i = 0; i < pictures.size(); i++) {
            VideoFrame frame = video.get(i).value();
            byte[] jpeg = new byte[frame.getPayload().remaining()];
            frame.getPayload().get(jpeg);
            assertThat(jpeg).isEqualTo(pictures.get(i).jpeg());
            assertThat(frame.getSequence()).isEqualTo(i);
            assertThat(frame.getPtsUs()).isEqualTo(pictures.get(i).ptsUs());
            assertThat(frame.getWidth()).isEqualTo(320);
            assertThat(frame.getCodec()).isEqualTo("jpeg");
        }
        assertThat(video.get(pictures.size()).value().getEndOfStream()).isTrue();

        assertThat(report.complete()).isTrue();
        assertThat(report.stopped()).isFalse();
        assertThat(report.topics().get("media.audio"))
                .isEqualTo(new TopicCounts(chunks + 1, chunks + 1, 0));
        assertThat(report.topics().get("media.video"))
                .isEqualTo(new TopicCounts(pictures.size() + 1, pictures.size() + 1, 0));
        assertThat(progress).hasSize(chunks + pictures.size());
        assertThat(progress.get(progress.size() - 1).positionUs()).isEqualTo(report.durationUs());
    }

    @Test
    void inRealTimeEachRecordGoesWhenItWouldHaveBeenCaptured() throws Exception {
        MediaProducerConf conf = MediaProducerConf.of("paced").withStartUs(START_US);

        run(conf, new SteppedClock(START_US, Long.MAX_VALUE, 0), ProgressListener.NONE);

        for (TestTopics.Read<AudioChunk> read : audio("paced")) {
            AudioChunk chunk = read.value();
            if (!chunk.getEndOfStream()) {
                assertThat(chunk.getIngestTimeUs())
                        .isEqualTo(chunk.getEventTimeUs() + chunk.getDurationUs());
            }
        }
        for (TestTopics.Read<VideoFrame> read : video("paced")) {
            if (!read.value().getEndOfStream()) {
                assertThat(read.value().getIngestTimeUs()).isEqualTo(read.value().getEventTimeUs());
            }
        }
    }

    @Test
    void oneLateRecordDoesNotShiftThoseAfterIt() throws Exception {
        MediaProducerConf conf = MediaProducerConf.of("late").withStartUs(START_US);

        run(conf, new SteppedClock(START_US, START_US + 1_000_000, 350_000), ProgressListener.NONE);

        List<Long> lateness =
                audio("late").stream()
                        .map(TestTopics.Read::value)
                        .filter(c -> !c.getEndOfStream())
                        .map(c -> c.getIngestTimeUs() - c.getEventTimeUs() - c.getDurationUs())
                        .toList();
        assertThat(lateness.get(9)).isEqualTo(350_000);
        assertThat(lateness.get(12)).isEqualTo(50_000);
        assertThat(lateness.subList(13, lateness.size())).containsOnly(0L);
        assertThat(lateness.subList(0, 9)).containsOnly(0L);
    }

    @Test
    void atTwiceTheSpeedEventTimesStay() throws Exception {
        MediaProducerConf conf =
                MediaProducerConf.of("twice").withPacing(new Pacing(2)).withStartUs(START_US);

        run(conf, new SteppedClock(START_US, Long.MAX_VALUE, 0), ProgressListener.NONE);

        AudioChunk tenth = audio("twice").get(9).value();
        assertThat(tenth.getEventTimeUs()).isEqualTo(START_US + 900_000);
        assertThat(tenth.getIngestTimeUs()).isEqualTo(START_US + 500_000);
    }

    @Test
    void aStoppedRunPublishesItsEnd() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        MediaProducerConf conf = MediaProducerConf.of("stopped");
        StopSignal stop = new StopSignal();
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                MediaSource source = FfmpegMedia.open(film.toString(), MediaSourceConf.DEFAULT);
                RecordPublisher publisher = publisher(registry, stop)) {
            MediaProducer producer =
                    new MediaProducer(
                            source,
                            conf,
                            publisher,
                            stop,
                            MediaClock.system(),
                            p -> first.countDown());
            CompletableFuture<ProducerReport> running =
                    CompletableFuture.supplyAsync(producer::run);
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
            producer.stop();
            ProducerReport report = running.get(30, TimeUnit.SECONDS);
            assertThat(report.stopped()).isTrue();
            assertThat(report.complete()).isTrue();
        }
        List<TestTopics.Read<AudioChunk>> audio = audio("stopped");
        AudioChunk end = audio.get(audio.size() - 1).value();
        assertThat(end.getSequence()).isEqualTo(audio.size() - 1);
        assertThat(video("stopped")).isNotEmpty();
    }

    @Test
    void largePicturesTravelByReference() throws Exception {
        Path large = FilmFiles.noise(dir.resolve("noise.mp4"), 1280, 720);
        PayloadStore store =
                new FilePayloadStore(
                        dir.resolve("payloads"), Duration.ofHours(1), Clock.systemUTC());
        MediaProducerConf conf =
                MediaProducerConf.of("large").withPacing(Pacing.MAX).withPayloads(store);
        MediaSourceConf sharp =
                new MediaSourceConf(1, 1280, 720, 100, 50_000_000L, Duration.ofSeconds(1));

        ProducerReport report = run(large, sharp, conf, MediaClock.system(), ProgressListener.NONE);

        assertThat(report.complete()).isTrue();
        VideoFrame frame = video("large").get(0).value();
        assertThat(frame.getPayload()).isNull();
        byte[] kept = store.get(frame.getPayloadReference());
        assertThat(kept.length).isGreaterThan(PayloadStore.INLINE_LIMIT_BYTES);
        assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(1280);
    }

    private static ProducerReport run(
            MediaProducerConf conf, MediaClock clock, ProgressListener listener) throws Exception {
        return run(film, MediaSourceConf.DEFAULT, conf, clock, listener);
    }

    private static ProducerReport run(
            Path file,
            MediaSourceConf sourceConf,
            MediaProducerConf conf,
            MediaClock clock,
            ProgressListener listener)
            throws Exception {
        StopSignal stop = new StopSignal();
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                MediaSource source = FfmpegMedia.open(file.toString(), sourceConf);
                RecordPublisher publisher = publisher(registry, stop)) {
            return new MediaProducer(source, conf, publisher, stop, clock, listener).run();
        }
    }

    private static RecordPublisher publisher(SchemaRegistry registry, StopSignal stop) {
        return new RecordPublisher(PublisherConf.media(stack.bootstrapServers()), registry, stop);
    }

    private static List<MediaUnit.Picture> pictures() throws Exception {
        List<MediaUnit.Picture> pictures = new ArrayList<>();
        try (MediaSource source = FfmpegMedia.open(film.toString(), MediaSourceConf.DEFAULT)) {
            Optional<MediaUnit> unit = source.next();
            while (unit.isPresent()) {
                if (unit.get() instanceof MediaUnit.Picture picture) {
                    pictures.add(picture);
                }
                unit = source.next();
            }
        }
        return pictures;
    }

    private static List<TestTopics.Read<AudioChunk>> audio(String stream) throws Exception {
        return TestTopics.read(
                stack.bootstrapServers(),
                stack.registryUrl(),
                Topics.MEDIA_AUDIO,
                stream,
                AudioChunk::getEndOfStream);
    }

    private static List<TestTopics.Read<VideoFrame>> video(String stream) throws Exception {
        return TestTopics.read(
                stack.bootstrapServers(),
                stack.registryUrl(),
                Topics.MEDIA_VIDEO,
                stream,
                VideoFrame::getEndOfStream);
    }
}
