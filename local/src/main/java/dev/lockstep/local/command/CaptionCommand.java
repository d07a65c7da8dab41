package dev.lockstep.local.command;

import dev.lockstep.local.run.CaptionRunConf;
import dev.lockstep.local.run.CaptionRunner;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.ReconnectConf;
import dev.lockstep.producer.publish.Pacing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep caption INPUT}: captions of a file, a URL, a device or standard input. */
@Command(
        name = "caption",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Captions INPUT on this machine: starts a broker, a schema registry and the",
            "captioning job, plays INPUT through them, shows the captions as they come and",
            "writes them to files.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep caption talk.mp4                       as if it were live",
            "  lockstep caption talk.mp4 --speed max           as fast as possible",
            "  lockstep caption talk.flac --reference @said.txt --json | tail -1",
            "  lockstep caption rtsp://camera/stream --out captions",
            "  ffmpeg -i … -f wav - | lockstep caption -"
        })
final class CaptionCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "INPUT",
            description =
                    "A media file, a URL (http, rtsp, rtmp, srt, udp, …), a device"
                            + " (device:/dev/video0) or - for standard input.")
    private String input = "";

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--reference",
            paramLabel = "TEXT|@FILE",
            description = "What is said, to report the word error rate.")
    private @Nullable String reference;

    @Option(
            names = "--give-up-after",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long a live source that was lost is tried again, for instance 30s"
                            + " (default 5min).")
    private Duration giveUpAfter = ReconnectConf.DEFAULT.giveUpAfter();

    CaptionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        CpuMeter cpu = CpuMeter.sinceNow();
        String name = StreamNames.of(input);
        Path out = options.out == null ? Path.of("lockstep-out", name) : options.out;
        RunReport report = new RunReport(context, options.json, out);
        Display display = context.display(options.json);
        var said = ReferenceText.read(reference);
        try (MediaSource source = open()) {
            CaptionRunConf conf =
                    new CaptionRunConf(
                            input,
                            options.stream == null ? name : options.stream,
                            source.info().live() ? Pacing.REALTIME : options.speed,
                            0,
                            said);
            source.info().warnings().forEach(display::line);
            report.prepare();
            if (!source.info().hasAudio()) {
                display.line(
                        input
                                + " has no audio track: there is nothing to caption, and the"
                                + " caption files are empty.");
                return report.finish(CaptionRunner.silent(conf), display);
            }
            try (LocalPipeline pipeline = PipelineStart.start(context, options, display);
                    CaptionRunner runner =
                            new CaptionRunner(pipeline, display, context.interrupts())) {
                return report.finish(runner.caption(source, conf, cpu), display);
            }
        }
    }

    private MediaSource open() throws MediaException {
        return FfmpegMedia.open(
                input,
                MediaSourceConf.DEFAULT.withFramesPerSecond(0),
                ReconnectConf.DEFAULT.withGiveUpAfter(giveUpAfter));
    }
}
