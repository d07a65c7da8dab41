package dev.lockstep.producer.config;

import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.ReconnectConf;
import dev.lockstep.producer.publish.MediaProducerConf;
import dev.lockstep.producer.publish.PublisherConf;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.payload.FilePayloadStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The resolved settings of a producer. Immutable.
 *
 * @param registryUrl base address of the schema registry
 * @param source how the source is read
 * @param reconnect how a lost live source is opened again
 * @param media how it is published, without a place for large pictures: see mediaWithPayloads
 * @param publisher how records are sent
 * @param payloadDir folder for pictures above the inline limit
 */
public record ProducerConf(
        String registryUrl,
        MediaSourceConf source,
        ReconnectConf reconnect,
        MediaProducerConf media,
        PublisherConf publisher,
        Optional<Path> payloadDir) {

    private static final Duration PAYLOAD_LIFETIME = Duration.ofDays(7);

    /** Resolves the options. */
    public static ProducerConf from(OptionValues values) {
        MediaSourceConf source =
                new MediaSourceConf(
                        values.get(ProducerOptions.FRAME_RATE),
                        values.get(ProducerOptions.MAX_WIDTH),
                        values.get(ProducerOptions.MAX_HEIGHT),
                        values.get(ProducerOptions.JPEG_QUALITY),
                        values.get(ProducerOptions.MAX_PICTURE_PIXELS),
                        values.get(ProducerOptions.READ_TIMEOUT));
        ReconnectConf reconnect =
                ReconnectConf.DEFAULT.withGiveUpAfter(values.get(ProducerOptions.GIVE_UP_AFTER));
        return new ProducerConf(
                values.get(ProducerOptions.REGISTRY_URL),
                source,
                reconnect,
                media(values),
                publisher(values),
                values.find(ProducerOptions.PAYLOAD_DIR));
    }

    private static MediaProducerConf media(OptionValues values) {
        MediaProducerConf standard = MediaProducerConf.of(values.get(ProducerOptions.STREAM_ID));
        return new MediaProducerConf(
                standard.streamId(),
                standard.audioSourceId(),
                standard.videoSourceId(),
                (int) values.get(ProducerOptions.CHUNK).toMillis(),
                values.get(ProducerOptions.SPEED_FACTOR),
                values.find(ProducerOptions.START_TIME)
                        .map(t -> OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, t)))
                        .orElse(OptionalLong.empty()),
                standard.companions(),
                standard.payloads());
    }

    /** How it is published, large pictures into the folder where one is given. */
    public MediaProducerConf mediaWithPayloads(Clock clock) {
        return payloadDir
                .map(dir -> media.withPayloads(new FilePayloadStore(dir, PAYLOAD_LIFETIME, clock)))
                .orElse(media);
    }

    private static PublisherConf publisher(OptionValues values) {
        Map<String, String> properties = new HashMap<>();
        for (String property : values.get(ProducerOptions.CLIENT_PROPERTIES)) {
            int equals = property.indexOf('=');
            properties.put(
                    property.substring(0, equals).trim(), property.substring(equals + 1).trim());
        }
        PublisherConf standard = PublisherConf.media(values.get(ProducerOptions.BOOTSTRAP_SERVERS));
        return new PublisherConf(
                standard.bootstrapServers(),
                values.get(ProducerOptions.BUFFER_BYTES),
                values.get(ProducerOptions.LINGER),
                standard.compression(),
                standard.connectPatience(),
                standard.closePatience(),
                properties);
    }
}
