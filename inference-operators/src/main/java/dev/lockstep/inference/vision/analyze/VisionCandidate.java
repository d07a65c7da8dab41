package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.swap.Candidate;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.schema.avro.VideoFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A model of pictures that looks at them alone until it is handed on. Not thread-safe. */
final class VisionCandidate implements Candidate<VideoFrame, VisionOutcome> {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private final VisionModelSet alone;
    private final AnalyzerPool pool;
    private final FrameBatchRunner runner;

    VisionCandidate(VisionModelSet alone, AnalyzerPool pool, FrameBatchRunner runner) {
        this.alone = alone;
        this.pool = pool;
        this.runner = runner;
    }

    @Override
    public BatchRunner<VideoFrame, VisionOutcome> runner() {
        return runner;
    }

    @Override
    public void warmUp() {
        FrameAnalyzer analyzer = pool.borrow();
        try {
            analyzer.analyze(picture(), frame(), new SourceMemory(1));
        } catch (InvalidFrameException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.giveBack(analyzer);
        }
    }

    private static byte[] picture() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static VideoFrame frame() {
        return VideoFrame.newBuilder()
                .setStreamId("warm-up")
                .setSourceId("warm-up")
                .setSequence(0)
                .setEventTimeUs(0)
                .setPtsUs(0)
                .setDurationUs(0)
                .setIngestTimeUs(0)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setCodec("jpeg")
                .build();
    }

    /** The model, for whoever closes it; nothing runs on it any more. */
    VisionModelSet handOn() {
        runner.close();
        return alone;
    }

    @Override
    public void close() {
        runner.close();
        alone.close();
    }
}
