package dev.lockstep.local.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.SharedVision;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.frame.FrameDecoder;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.object.ObjectDetector;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
        model = SharedVision.objects(yolox());
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

    /** The objects of a video's pictures by their time, ms; five pictures a second. */
    private static TreeMap<Long, List<DetectedObject>> objects(String video) throws Exception {
        Path file = MEDIA.resolve(video);
        assumeTrue(Files.isRegularFile(file), "there is no video " + file);
        TreeMap<Long, List<DetectedObject>> byTime = new TreeMap<>();
        try (MediaSource source =
                FfmpegMedia.open(file.toString(), MediaSourceConf.DEFAULT.withFramesPerSecond(5))) {
            for (Optional<MediaUnit> unit = source.next(); unit.isPresent(); unit = source.next()) {
                if (unit.get() instanceof MediaUnit.Picture picture) {
                    byTime.put(
                            picture.ptsUs() / 1000,
                            detector.detect(decoder.decode(picture.jpeg())));
                }
            }
        }
        return byTime;
    }

    @Test
    void seesBottlesOnABelt() throws Exception {
        TreeMap<Long, List<DetectedObject>> seen = objects("bottle-detection.mp4");
        List<DetectedObject> atTwoSeconds = seen.floorEntry(2_000L).getValue();
        assertThat(atTwoSeconds).hasSize(3);
        assertThat(atTwoSeconds).extracting(DetectedObject::label).containsOnly("bottle");
        // The model's own demo code gives 0.93, 0.92 and 0.92 to the picture at two seconds.
        assertThat(atTwoSeconds).allMatch(o -> o.score() > 0.88f && o.score() < 0.96f);
        long withBottles =
                seen.values().stream()
                        .filter(all -> all.stream().anyMatch(o -> o.label().equals("bottle")))
                        .count();
        assertThat(withBottles).isGreaterThan(seen.size() * 9 / 10);
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
