package dev.lockstep.local.command;

import dev.lockstep.producer.publish.Pacing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that {@code caption} and {@code demo} share; filled by picocli. */
final class RunOptions {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description =
                    "Folder for captions.vtt, captions.srt, captions.jsonl, aligned.jsonl,"
                            + " ledger.jsonl and summary.json (default ./lockstep-out/NAME).")
    @Nullable Path out;

    @Option(
            names = "--speed",
            paramLabel = "1|N|max",
            converter = SpeedConverter.class,
            description =
                    "How fast a recording is played: 1 as live (default), N times as fast, or max,"
                            + " as fast as this machine can. Lags are measured at 1 only.")
    Pacing speed = Pacing.REALTIME;

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
            names = "--stream",
            paramLabel = "ID",
            description = "Id of the stream in the records (default: from the input's name).")
    @Nullable String stream;

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
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set an option of the job, for instance --set speech.partials=false; see"
                            + " docs/configuration.md.")
    Map<String, String> settings = new LinkedHashMap<>();
}
