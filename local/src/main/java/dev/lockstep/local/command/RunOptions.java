package dev.lockstep.local.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that {@code caption} and {@code demo} share; filled by picocli. */
final class RunOptions {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description =
                    "Folder for captions.vtt, captions.srt, captions.jsonl, aligned.jsonl,"
                        + " ledger.jsonl, compliance.jsonl, summary.json and report.html (default"
                        + " ./lockstep-out/NAME).")
    @Nullable Path out;

    @Option(
            names = "--hls",
            description =
                    "Write the captions as HLS subtitles too, while they come: hls/live.m3u8 and,"
                            + " from settled captions, hls/corrected.m3u8.")
    boolean hls;

    @Mixin StreamOptions stream = new StreamOptions();

    @Option(
            names = "--frames-per-second",
            paramLabel = "N",
            defaultValue = "2",
            converter = FrameRateConverter.class,
            description =
                    "Pictures sampled a second of media; 0 for sound alone (default"
                            + " ${DEFAULT-VALUE}).")
    double framesPerSecond;

    @Option(
            names = "--json",
            description =
                    "Print the summary as one JSON object on the last line of standard output, and"
                            + " everything else on standard error.")
    boolean json;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the local broker (default: any free one).")
    int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "Port of the local schema registry (default: any free one).")
    int registryPort;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Subtasks of each operator of the job (default ${DEFAULT-VALUE}).")
    int parallelism;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port of the page with the live view, 0 for any free one (demo: 8080, or a"
                            + " free one where that is taken; caption: no page).")
    @Nullable Integer port;
}
