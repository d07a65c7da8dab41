package dev.lockstep.local.command;

import dev.lockstep.producer.text.TextFeeds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code produce}; filled by picocli. */
final class ProduceOptions {
    @Mixin ClusterOptions cluster = new ClusterOptions();

    @Mixin StreamOptions stream = new StreamOptions();

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
}
