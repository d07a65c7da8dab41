package dev.lockstep.local.command;

import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.producer.text.TextFeeds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code produce}; filled by picocli. */
final class ProduceOptions {
    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT,…",
            description = "Kafka brokers.")
    String bootstrap = "";

    @Option(
            names = "--registry",
            required = true,
            paramLabel = "URL",
            description = "Schema registry (Confluent-compatible API).")
    String registry = "";

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Id of the stream, also the Kafka key (default: from the input's name).")
    @Nullable String stream;

    @Option(
            names = "--speed",
            paramLabel = "1|N|max",
            converter = SpeedConverter.class,
            description =
                    "How fast a recording is played: 1 as live (default), N times as fast, or max."
                            + " Event times stay the same.")
    Pacing speed = Pacing.REALTIME;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Pictures sampled a second; 0 for sound alone (default ${DEFAULT-VALUE}).")
    double framesPerSecond;

    @Option(
            names = "--text",
            paramLabel = "FILE|-|topic:NAME",
            description = "Texts beside or instead of media: srt, vtt, jsonl, txt, or a topic.")
    @Nullable String text;

    @Option(
            names = "--text-format",
            paramLabel = "FORMAT",
            defaultValue = "AUTO",
            description = "One of ${COMPLETION-CANDIDATES} (default: by the ending).")
    TextFeeds.Format textFormat = TextFeeds.Format.AUTO;

    @Option(
            names = "--text-mapping",
            paramLabel = "ROLE=FIELD,…",
            description =
                    "Fields of JSON texts, for instance text=body,author=user.name,time=ts:ms.")
    @Nullable String textMapping;

    @Option(names = "--create-topics", description = "Create the topics where they are missing.")
    boolean createTopics;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of topics that are created (default ${DEFAULT-VALUE}).")
    short replicas;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set another option of the producer, for instance --set produce.jpeg-quality=70;"
                            + " see docs/configuration.md.")
    Map<String, String> settings = new LinkedHashMap<>();
}
