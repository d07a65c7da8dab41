package dev.lockstep.load.media;

import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureResampler;
import dev.lockstep.inference.vision.frame.PictureScaler;
import dev.lockstep.inference.vision.frame.PictureScaler.Normalisation;
import dev.lockstep.inference.vision.frame.ResampleFilter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A picture of 1280×720 on its way to the models. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class PictureBenchmark {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int SIDE = 416;
    private static final int READ_WIDTH = 960;
    private static final int READ_HEIGHT = 544;
    private static final int MODERATED = 224;
    private static final float FILL = 114;
    private static final Normalisation OF_TEXT =
            Normalisation.of(
                    new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

    private final Picture picture = picture();
    private final PictureScaler scaler = new PictureScaler();
    private final PictureResampler resampler = new PictureResampler();
    private final FloatBuffer planes =
            ByteBuffer.allocateDirect(3 * READ_WIDTH * READ_HEIGHT * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();

    private static Picture picture() {
        byte[] bgr = new byte[WIDTH * HEIGHT * Picture.CHANNELS];
        new Random(1).nextBytes(bgr);
        return new Picture(WIDTH, HEIGHT, bgr);
    }

    /** Letterboxed to 416×416 as the object detector wants it. */
    @Benchmark
    public FloatBuffer letterbox() {
        scaler.scale(
                picture, SIDE, SIDE * HEIGHT / WIDTH, planes, SIDE, SIDE, Normalisation.NONE, FILL);
        return planes;
    }

    /** Scaled to 960×544 and normalised as the text finder wants it. */
    @Benchmark
    public FloatBuffer scaleForText() {
        scaler.scale(picture, READ_WIDTH, READ_HEIGHT, planes, READ_WIDTH, READ_HEIGHT, OF_TEXT, 0);
        return planes;
    }

    /** Resampled to 224×224 with antialiasing, as encoders and moderation want it. */
    @Benchmark
    public Picture resample() {
        return resampler.resize(picture, MODERATED, MODERATED, ResampleFilter.BILINEAR);
    }
}
