package dev.lockstep.local.command;

import dev.lockstep.local.aligned.AlignedFile;
import dev.lockstep.local.run.CaptionRunConf;
import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.run.CaptionRunner;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.ReconnectConf;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.producer.text.TextFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code lockstep caption INPUT}: captions and aligned windows of a file, a URL, a device or
 * standard input.
 */
@Command(
        name = "caption",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Captions INPUT on this machine and aligns its sound, pictures and texts: starts a",
            "broker, a schema registry and the captioning job, plays INPUT through them, shows",
            "the captions as they come and writes captions and aligned windows to files.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep caption talk.mp4                       as if it were live",
            "  lockstep caption talk.mp4 --speed max           as fast as possible",
            "  lockstep caption talk.mp4 --text chat.jsonl     with a chat beside it",
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
            names = "--text",
            paramLabel = "FILE",
            description =
                    "Texts beside the media, such as its chat: srt, vtt or jsonl (fields text and"
                            + " pts in seconds). Their times count from the start of INPUT.")
    private @Nullable String text;

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
        OptionalInt port = ViewPort.of(options.port);
        CpuMeter cpu = CpuMeter.sinceNow();
        String name = StreamNames.of(input);
        Path out = options.out == null ? Path.of("lockstep-out", name) : options.out;
        RunReport report = new RunReport(context, options, out);
        Display display = context.display(options.json);
        var said = ReferenceText.read(reference);
        try (MediaSource source = open();
                TextFeed feed = CaptionText.open(text)) {
            MediaInfo info = source.info();
            CaptionRunConf conf =
                    new CaptionRunConf(
                            input,
                            options.stream.idOr(name),
                            info.live() ? Pacing.REALTIME : options.stream.speed,
                            said);
            info.warnings().forEach(display::line);
            report.prepare();
            if (!info.hasAudio()) {
                display.line(
                        input
                                + " has no audio track: there is nothing to caption, and the"
                                + " caption files are empty.");
            }
            if (!info.hasAudio() && !info.hasVideo() && feed == null) {
                report.alignedFile().close();
                return report.finish(CaptionRunner.nothing(conf), display);
            }
            try (LocalPipeline pipeline =
                            PipelineStart.start(
                                    context,
                                    options,
                                    conf.pacing(),
                                    pictures(info),
                                    out,
                                    port,
                                    display);
                    CaptionRunner runner =
                            new CaptionRunner(pipeline, display, context.interrupts());
                    AlignedFile aligned = report.alignedFile()) {
                pipeline.viewAddress().ifPresent(page -> display.line("Watch it live: " + page));
                CaptionRunResult result =
                        runner.caption(source, feed, conf, cpu, aligned, report.hls());
                return report.finish(StoreWait.after(result, pipeline), display);
            }
        }
    }

    private boolean pictures(MediaInfo info) {
        return info.hasVideo() && options.framesPerSecond > 0;
    }

    private MediaSource open() throws MediaException {
        return FfmpegMedia.open(
                input,
                MediaSourceConf.DEFAULT.withFramesPerSecond(options.framesPerSecond),
                ReconnectConf.DEFAULT.withGiveUpAfter(giveUpAfter));
    }
}
