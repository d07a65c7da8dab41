package dev.lockstep.local.command;

import dev.lockstep.producer.publish.Pacing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that sends a stream; filled by picocli. */
final class StreamOptions {
    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Id of the stream, also the Kafka key (default: from the input's name).")
    @Nullable String id;

    @Option(
            names = "--speed",
            paramLabel = "1|N|max",
            converter = SpeedConverter.class,
            description =
                    "How fast a recording is played: 1 as live (default), N times as fast, or max,"
                            + " as fast as this machine can. Event times stay the same; lags mean"
                            + " something at 1 only.")
    Pacing speed = Pacing.REALTIME;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set another option, for instance --set speech.partials=false for captions or"
                            + " --set produce.jpeg-quality=70 for produce; see"
                            + " docs/configuration.md.")
    Map<String, String> settings = new LinkedHashMap<>();

    /** The id that was given, or the one that an input's name makes. */
    String idOr(String name) {
        return id == null ? name : id;
    }
}
