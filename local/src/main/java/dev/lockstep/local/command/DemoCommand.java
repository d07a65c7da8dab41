package dev.lockstep.local.command;

import dev.lockstep.local.aligned.AlignedFile;
import dev.lockstep.local.demo.ChatFeed;
import dev.lockstep.local.demo.DemoTalk;
import dev.lockstep.local.run.CaptionRunConf;
import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.run.CaptionRunner;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.text.TextFeed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockstep demo}: a built-in talk, captioned and aligned, everything on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Captions a built-in talk of a minute (Dickens and Beckett, read aloud) and aligns it",
            "with its slides and a chat, with real parts: Kafka, a schema registry, Flink and",
            "ONNX Runtime, all on this machine. A page on http://localhost:8080 shows it live.",
            "Then keeps serving, so that you can look, search and send more streams, until",
            "Ctrl-C.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep demo                    play once, then serve",
            "  lockstep demo --port 9000        the page on another port",
            "  lockstep demo --once --json      play once, print the summary as JSON, end",
            "  lockstep demo --kafka-port 9092 --registry-port 8081"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String NAME = "demo";

    private final CommandContext context;

    @Mixin private RunOptions options = new RunOptions();

    @Option(names = "--once", description = "End after the talk instead of serving on.")
    private boolean once;

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        OptionalInt port = ViewPort.orFree(options.port);
        Path out = options.out == null ? Path.of("lockstep-out", NAME) : options.out;
        RunReport report = new RunReport(context, options, out);
        report.prepare();
        Display display = context.display(options.json);
        DemoTalk talk =
                DemoTalk.prepare(
                        context.cacheDir(),
                        PipelineStart.store(context, display),
                        (done, total) -> display.progress("composing the demo", done, total));
        display.settle();
        CpuMeter cpu = CpuMeter.sinceNow();
        CaptionRunConf conf =
                new CaptionRunConf(
                        NAME,
                        options.stream.idOr(NAME),
                        options.stream.speed,
                        Optional.of(talk.reference()));
        try (MediaSource source =
                        FfmpegMedia.open(
                                "file:" + talk.file(),
                                MediaSourceConf.DEFAULT.withFramesPerSecond(
                                        options.framesPerSecond));
                TextFeed chat = new ChatFeed(talk.chat());
                LocalPipeline pipeline =
                        PipelineStart.start(
                                context,
                                options,
                                conf.pacing(),
                                options.framesPerSecond > 0,
                                out,
                                port,
                                display);
                CaptionRunner runner = new CaptionRunner(pipeline, display, context.interrupts())) {
            watch(display, pipeline);
            int code;
            try (AlignedFile aligned = report.alignedFile()) {
                CaptionRunResult result =
                        runner.caption(source, chat, conf, cpu, aligned, report.hls());
                code = report.finish(StoreWait.after(result, pipeline), display);
            }
            boolean well = code == CommandLine.ExitCode.OK;
            if (!once && well && !context.interrupts().requested()) {
                invite(display, pipeline);
                runner.serve();
            }
            return code;
        }
    }

    private static void watch(Display display, LocalPipeline pipeline) {
        pipeline.viewAddress().ifPresent(page -> display.line("Watch it live: " + page));
        display.line("");
    }

    private static void invite(Display display, LocalPipeline pipeline) {
        display.line("");
        pipeline.viewAddress()
                .ifPresent(page -> display.line("Still serving " + page + " to your browser."));
        display.line("Search what was said, shown and written:");
        display.line("  ./lockstep search \"a question in your words\"");
        display.line("Send more from another terminal:");
        display.line(
                "  ./lockstep produce talk.mp4 --bootstrap "
                        + pipeline.bootstrapServers()
                        + " --registry "
                        + pipeline.registryUrl());
        display.line("Ctrl-C ends it.");
    }
}
