package dev.lockstep.local.run;

import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.MediaProducerConf;
import dev.lockstep.producer.publish.ProducerReport;
import dev.lockstep.producer.publish.ProgressListener;
import dev.lockstep.producer.publish.PublisherConf;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextProducerConf;
import dev.lockstep.producer.text.TextReport;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.registry.RegistryConf;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The producers of one stream at work: its media and, where it has one, its text feed. Both count
 * from the same start, and each announces the sources of the other. Thread-safe.
 */
final class StreamPublishing {
    /** Until both producers are there; without it the first records of one would be late. */
    private static final long HEAD_START_US = 200_000;

    private static final Duration PAYLOAD_LIFETIME = Duration.ofHours(1);

    private final String name;
    private final List<String> sources;
    private final Publishing<ProducerReport> media;
    private final Optional<Publishing<TextReport>> text;

    private StreamPublishing(
            String name,
            List<String> sources,
            Publishing<ProducerReport> media,
            Optional<Publishing<TextReport>> text) {
        this.name = name;
        this.sources = List.copyOf(sources);
        this.media = media;
        this.text = text;
    }

    /**
     * Starts to publish; source and feed stay the caller's to close.
     *
     * @param feed texts beside the media; null without
     */
    static StreamPublishing start(
            MediaSource source,
            @Nullable TextFeed feed,
            CaptionRunConf conf,
            LocalPipeline pipeline,
            ProgressListener progress) {
        MediaInfo info = source.info();
        RegistryConf registry = RegistryConf.of(pipeline.registryUrl());
        MediaProducerConf own =
                MediaProducerConf.of(conf.streamId())
                        .withPacing(conf.pacing())
                        .withPayloads(
                                new FilePayloadStore(
                                        pipeline.payloadDir(),
                                        PAYLOAD_LIFETIME,
                                        Clock.systemUTC()));
        PublisherConf kafka = PublisherConf.media(pipeline.bootstrapServers());
        if (feed == null) {
            return new StreamPublishing(
                    conf.name(),
                    own.sources(info),
                    Publishing.media(source, own, kafka, registry, progress),
                    Optional.empty());
        }
        long startUs = MediaClock.system().nowUs() + HEAD_START_US;
        TextProducerConf texts =
                TextProducerConf.of(conf.streamId())
                        .withPacing(conf.pacing(), OptionalLong.of(startUs))
                        .withCompanions(own.sources(info));
        MediaProducerConf both = own.withStartUs(startUs).withCompanions(List.of(texts.sourceId()));
        TextFeed aligned = info.live() ? feed : new FeedFromStart(feed);
        return new StreamPublishing(
                conf.name(),
                both.sources(info),
                Publishing.media(source, both, kafka, registry, progress),
                Optional.of(
                        Publishing.text(
                                aligned,
                                texts,
                                PublisherConf.text(pipeline.bootstrapServers()),
                                registry)));
    }

    /** Ids of all sources of the stream. */
    List<String> sources() {
        return sources;
    }

    /** Asks for the end: what was read is published, and that the sources have ended. */
    void stop() {
        media.stop();
        text.ifPresent(Publishing::stop);
    }

    /** Waits for the end of all producers, at most that long each; whether they have ended. */
    boolean await(long milliseconds) throws InterruptedException {
        boolean ended = media.await(milliseconds);
        if (text.isPresent()) {
            ended &= text.get().await(milliseconds);
        }
        return ended;
    }

    /** What was sent, once all producers have ended; throws what ended one of them. */
    Optional<Published> published() {
        Optional<ProducerReport> report = media.report();
        if (report.flatMap(ProducerReport::problem).isPresent()) {
            text.ifPresent(Publishing::stop);
        }
        Optional<TextReport> texts = text.flatMap(Publishing::report);
        if (report.isEmpty() || (text.isPresent() && texts.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(Published.of(name, report.get(), texts));
    }
}
