package dev.lockstep.load.media;

import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureResampler;
import dev.lockstep.inference.vision.frame.PictureScaler;
import dev.lockstep.inference.vision.frame.PictureScaler.Normalisation;
import dev.lockstep.inference.vision.frame.ResampleFilter;
import dev.lockstep.load.measure.CallBenchmark;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;

/** A picture of 1280×720 on its way to the models. */
public class PictureBenchmark extends CallBenchmark {
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
