package dev.lockstep.local.run;

import dev.lockstep.align.canonical.SettledDigest;
import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.local.aligned.AlignedFile;
import dev.lockstep.local.aligned.SettledWindows;
import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.LedgerTotals;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.summary.RunSummary;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.publish.ProgressListener;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.hls.HlsCaptionWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Captions and aligns a stream with a pipeline, and goes on showing what other streams bring. */
public final class CaptionRunner implements AutoCloseable {
    private static final int QUEUE_RECORDS = 1_000;
    private static final long POLL_MS = 500;

    private final LocalPipeline pipeline;
    private final Display display;
    private final Interrupts interrupts;
    private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(QUEUE_RECORDS);
    private final TopicReader live;
    private final TopicReader settled;

    /** Readers for a pipeline, which stays the caller's to close, after this. */
    public CaptionRunner(LocalPipeline pipeline, Display display, Interrupts interrupts) {
        this.pipeline = pipeline;
        this.display = display;
        this.interrupts = interrupts;
        this.live = TopicReader.start(pipeline, List.of(Topics.TRANSCRIPTS), false, queue);
        this.settled =
                TopicReader.start(
                        pipeline,
                        List.of(
                                Topics.TRANSCRIPTS_SETTLED,
                                Topics.ALIGNED_SETTLED,
                                Topics.LEDGER,
                                Topics.DEAD_LETTERS),
                        true,
                        queue);
    }

    /**
     * Publishes a stream and follows it to its end.
     *
     * @param feed texts beside the media; null without
     * @param aligned where its settled windows are written as they come
     * @param hls where its captions are written as HLS tracks as they come; null for nowhere
     */
    public CaptionRunResult caption(
            MediaSource source,
            @Nullable TextFeed feed,
            CaptionRunConf conf,
            CpuMeter cpu,
            AlignedFile aligned,
            @Nullable HlsCaptionWriter hls)
            throws InterruptedException {
        cpu.restart(pipeline.registryPid());
        boolean spoken = source.info().hasAudio();
        StreamPublishing publishing =
                StreamPublishing.start(
                        source,
                        feed,
                        conf,
                        pipeline,
                        spoken ? ProgressListener.NONE : this::playing);
        StreamFollower follower =
                new StreamFollower(
                        conf.streamId(),
                        spoken,
                        publishing.sources(),
                        new SettledWindows(aligned),
                        display,
                        conf.realTime(),
                        hls);
        return new CaptionRun(conf, pipeline, publishing, follower, display, interrupts, cpu)
                .follow(queue);
    }

    private void playing(ProgressListener.Progress progress) {
        display.progress(
                "playing", progress.positionUs() / 1000, progress.durationUs().orElse(0) / 1000);
    }

    /** Shows the captions of all streams until the command is asked to end. */
    public void serve() throws InterruptedException {
        while (!interrupts.requested()) {
            Received received = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (received != null
                    && received.topic().equals(Topics.TRANSCRIPTS.name())
                    && received.value() instanceof Caption caption) {
                display.caption(caption);
            }
            pipeline.lowSpace()
                    .ifPresent(
                            sentence -> {
                                throw new UserException(sentence);
                            });
            pipeline.throwIfFailed();
        }
        display.settle();
    }

    /** What a source comes to that has nothing to send. */
    public static CaptionRunResult nothing(CaptionRunConf conf) {
        Double wer = conf.reference().map(text -> WordErrors.between(text, "").rate()).orElse(null);
        return new CaptionRunResult(
                new RunSummary(
                        0,
                        0,
                        wer,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        0,
                        0,
                        0,
                        LedgerTotals.NONE,
                        new SettledDigest().hex()),
                List.of(),
                List.of(),
                new ComplianceFile(conf.facts(List.of()), List.of()),
                conf.realTime(),
                List.of(),
                List.of());
    }

    @Override
    public void close() {
        live.close();
        settled.close();
    }
}
