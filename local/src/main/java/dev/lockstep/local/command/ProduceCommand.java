package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.Publishing;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.producer.config.ProducerConf;
import dev.lockstep.producer.config.ProducerOptions;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.publish.MediaProducerConf;
import dev.lockstep.producer.publish.ProducerReport;
import dev.lockstep.producer.publish.ProgressListener.Progress;
import dev.lockstep.producer.publish.TopicCounts;
import dev.lockstep.producer.text.FieldMapping;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextFeeds;
import dev.lockstep.producer.text.TextProducerConf;
import dev.lockstep.producer.text.TextReport;
import dev.lockstep.producer.text.TopicFeed;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep produce}: sends media and texts to brokers anywhere. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends a media source, a text feed or both as one stream to Kafka. Files are played",
            "at the speed of the clock unless --speed says otherwise; live sources as they come.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep produce talk.mp4 --bootstrap kafka:9092 --registry http://registry:8081",
            "  lockstep produce rtsp://camera/1 --stream lobby --bootstrap … --registry …",
            "  lockstep produce talk.mp4 --text chat.jsonl --bootstrap … --registry …",
            "  lockstep produce --text subtitles.srt --speed max --bootstrap … --registry …",
            "  lockstep produce --text topic:chat --text-mapping text=body,author=user.name …"
        })
final class ProduceCommand implements Callable<Integer> {
    private static final long POLL_MS = 100;
    private static final String TOPIC = "topic:";

    private final CommandContext context;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "INPUT",
            description = "A media file, a URL, a device (device:/dev/video0) or -.")
    private @Nullable String input;

    @Mixin private ProduceOptions options = new ProduceOptions();

    ProduceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (input == null && options.text == null && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Nothing to send: name an INPUT, a --text feed or both.");
        }
        ProducerConf conf = configuration();
        Display display = context.display(false);
        try (MediaSource source = input == null ? null : media(input, conf);
                TextFeed feed = options.text == null ? null : text(options.text, conf)) {
            if (options.createTopics) {
                createTopics(conf);
            }
            return publish(source, feed, conf, display);
        }
    }

    private int publish(
            @Nullable MediaSource source,
            @Nullable TextFeed feed,
            ProducerConf conf,
            Display display)
            throws InterruptedException {
        RegistryConf registry = ClusterOptions.registryConf(conf.registryUrl());
        MediaProducerConf own = conf.mediaWithPayloads(Clock.systemUTC());
        TextProducerConf texts =
                TextProducerConf.of(own.streamId()).withPacing(own.pacing(), own.startUs());
        if (source != null && feed != null) {
            // Each says that the other will come, so that a reader waits for both.
            texts = texts.withCompanions(own.sources(source.info()));
            own = own.withCompanions(List.of(texts.sourceId()));
        }
        Optional<Publishing<ProducerReport>> media =
                source == null
                        ? Optional.empty()
                        : Optional.of(
                                Publishing.media(
                                        source,
                                        own,
                                        conf.publisher(),
                                        registry,
                                        progress -> show(progress, display)));
        Optional<Publishing<TextReport>> text =
                feed == null
                        ? Optional.empty()
                        : Optional.of(
                                Publishing.text(
                                        feed,
                                        texts,
                                        conf.publisher().withCompression("lz4"),
                                        registry));
        while (media.map(p -> !p.isDone()).orElse(false)
                || text.map(p -> !p.isDone()).orElse(false)) {
            if (context.interrupts().await(POLL_MS)) {
                media.ifPresent(Publishing::stop);
                text.ifPresent(Publishing::stop);
                Thread.sleep(POLL_MS);
            }
        }
        display.settle();
        return report(media.flatMap(Publishing::report), text.flatMap(Publishing::report), display);
    }

    private int report(Optional<ProducerReport> media, Optional<TextReport> text, Display display) {
        Map<String, TopicCounts> topics = new HashMap<>();
        List<String> problems = new ArrayList<>();
        media.ifPresent(
                report -> {
                    topics.putAll(report.topics());
                    report.problem().ifPresent(problems::add);
                });
        text.ifPresent(
                report -> {
                    topics.putAll(report.topics());
                    report.firstProblems().forEach(display::line);
                    report.problem().ifPresent(problems::add);
                });
        topics.forEach(
                (topic, counts) ->
                        display.line(
                                topic
                                        + ": "
                                        + counts.acked()
                                        + " records sent"
                                        + (counts.failed() == 0
                                                ? ""
                                                : ", " + counts.failed() + " not accepted")));
        if (problems.isEmpty() && topics.values().stream().anyMatch(c -> c.failed() > 0)) {
            problems.add("Not every record was accepted: send the stream again.");
        }
        problems.forEach(problem -> context.err().println("lockstep: " + problem));
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private ProducerConf configuration() {
        String name = input == null ? options.text : input;
        Map<String, String> settings = new HashMap<>();
        settings.put(ProducerOptions.BOOTSTRAP_SERVERS.key(), options.cluster.bootstrap);
        settings.put(ProducerOptions.REGISTRY_URL.key(), options.cluster.registry);
        settings.put(
                ProducerOptions.STREAM_ID.key(),
                options.stream.idOr(StreamNames.of(String.valueOf(name))));
        settings.put(ProducerOptions.SPEED_FACTOR.key(), options.stream.speed.toString());
        settings.put(ProducerOptions.FRAME_RATE.key(), String.valueOf(options.framesPerSecond));
        settings.putAll(options.stream.settings);
        return ProducerConf.from(
                new OptionLoader(ProducerOptions.ALL)
                        .environment(context.environment())
                        .map(settings, "the lockstep command")
                        .load());
    }

    private MediaSource media(String address, ProducerConf conf) throws IOException {
        MediaSource source = FfmpegMedia.open(address, conf.source(), conf.reconnect());
        if (!source.info().hasAudio() && !source.info().hasVideo()) {
            source.close();
            throw new UserException(address + " has neither sound nor pictures: give another.");
        }
        return source;
    }

    private TextFeed text(String address, ProducerConf conf) throws IOException {
        FieldMapping mapping = mapping();
        if (address.startsWith(TOPIC)) {
            return new TopicFeed(
                    options.cluster.bootstrap,
                    address.substring(TOPIC.length()),
                    "lockstep-produce-" + conf.media().streamId(),
                    mapping,
                    conf.publisher().clientProperties());
        }
        try {
            return TextFeeds.open(address, options.textFormat, mapping);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private FieldMapping mapping() {
        try {
            return options.textMapping == null
                    ? FieldMapping.STANDARD
                    : FieldMapping.parse(options.textMapping);
        } catch (IllegalArgumentException e) {
            throw new UserException("The --text-mapping is wrong: " + e.getMessage() + ".", e);
        }
    }

    private void createTopics(ProducerConf conf) {
        TopicProvisionerConf standard =
                TopicProvisionerConf.local(conf.publisher().bootstrapServers());
        new TopicProvisioner(
                        new TopicProvisionerConf(
                                standard.bootstrapServers(),
                                standard.partitions(),
                                options.replicas))
                .createMissing(
                        List.of(
                                Topics.MEDIA_AUDIO,
                                Topics.MEDIA_VIDEO,
                                Topics.MEDIA_TEXT,
                                Topics.DEAD_LETTERS));
    }

    private static void show(Progress progress, Display display) {
        display.progress(
                "sending", progress.positionUs() / 1000, progress.durationUs().orElse(0) / 1000);
    }
}
