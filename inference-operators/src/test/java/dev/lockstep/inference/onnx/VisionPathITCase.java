package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.SharedVision.Located;
import dev.lockstep.inference.onnx.SharedVision.Wanted;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.ReadLine;
import dev.lockstep.inference.vision.ReferencePictures;
import dev.lockstep.inference.vision.Slides;
import dev.lockstep.inference.vision.Slides.Line;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.inference.vision.frame.FrameDecoder;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.object.ObjectDetector;
import dev.lockstep.inference.vision.text.LineMemory;
import dev.lockstep.inference.vision.text.TextModels;
import dev.lockstep.inference.vision.text.TextReader;
import dev.lockstep.schema.avro.OnScreenText;
import java.awt.Color;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On-screen text and objects on the real models, without Kafka and Flink. */
class VisionPathITCase {
    private static final List<List<String>> SLIDES =
            List.of(
                    List.of(
                            "Streams in lockstep: one clock for every modality",
                            "Kafka keeps the log, Flink keeps the time",
                            "A window fires when all sources have passed its end",
                            "Latency 7.2 ms at p50 and 19 ms at p99 (200 records/s)",
                            "Order #48213 - total $1,976.50 - due 2026-11-25",
                            "The quick brown fox jumps over the lazy dog"),
                    List.of(
                            "Agenda",
                            "1. Ingestion and pacing",
                            "2. Speech recognition on the CPU",
                            "3. Objects, text and moderation",
                            "4. Fusion of modalities & late data",
                            "5. Questions? mail@example.org",
                            "Page 12 of 48"),
                    List.of(
                            "SELECT stream_id, count(*) FROM captions GROUP BY 1;",
                            "if (watermark >= window.end() + lateness) { fire(window); }",
                            "kubectl get pods -n lockstep --watch",
                            "Temperature: -12.5 C / 9.5 F, humidity 83%",
                            "illiterate will fill the million bottle still",
                            "WINDOW FUNCTIONS IN APACHE FLINK SQL"));

    private static ModelStore store;
    private static Path textFolder;
    private static TextModels text;
    private static FrameDecoder decoder;

    @BeforeAll
    static void load() {
        store = ModelStore.standard(ProgressListener.NONE);
        textFolder = store.resolve("pp-ocr-v4");
        text = VisionModelLoader.text(textFolder);
        decoder = new FrameDecoder(FrameLimits.of(4096));
    }

    @AfterAll
    static void free() {
        text.close();
        decoder.close();
        assertThat(SharedVision.loaded()).isZero();
    }

    private static TextReader reader() {
        AnalyzerConf conf = AnalyzerConf.defaults();
        return new TextReader(text, conf.textSide(), conf.textRegionScore(), conf.textScore());
    }

    /** The folder of YOLOX, which no registry carries. */
    private static Path yolox() {
        try {
            return store.resolve("yolox-nano");
        } catch (ModelStoreException e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] slide(List<String> lines, double sizePx, boolean dark) {
        List<Line> written = new ArrayList<>();
        double y = 90;
        for (String line : lines) {
            written.add(new Line(line, 50, y, sizePx));
            y += Math.max(sizePx * 1.6, 34);
        }
        return Slides.jpeg(
                Slides.slide(
                        1280,
                        720,
                        written,
                        dark ? new Color(20, 24, 60) : Color.WHITE,
                        dark ? Color.WHITE : new Color(30, 30, 30)),
                0.75f);
    }

    @Test
    void readsSlidesWithAtMostTwoOfAHundredCharactersWrong() throws Exception {
        int wrong = 0;
        int written = 0;
        try (TextReader reader = reader()) {
            for (List<String> lines : SLIDES) {
                for (int sizePx : new int[] {18, 28, 44}) {
                    byte[] jpeg = slide(lines, sizePx, sizePx == 28);
                    List<ReadLine> read = reader.read(decoder.decode(jpeg), 0, new LineMemory());
                    String all = String.join("\n", lines);
                    written += all.length();
                    wrong += different(all, inRows(read));
                }
            }
        }
        assertThat(written).isGreaterThan(1_500);
        assertThat(100.0 * wrong / written).isLessThanOrEqualTo(2);
    }

    /** Prose in seven faces, upright, tilted either way, and upside down. */
    @Test
    void readsOtherFacesAndTiltedLinesAsWell() throws Exception {
        int wrong = 0;
        int written = 0;
        try (TextReader reader = reader()) {
            for (Slides.Face face : Slides.Face.values()) {
                for (double degrees : new double[] {0, 3, -5, 180}) {
                    byte[] jpeg = Slides.jpeg(ReferencePictures.prose(face, degrees), 0.75f);
                    List<ReadLine> read = reader.read(decoder.decode(jpeg), 0, new LineMemory());
                    for (String line : ReferencePictures.PROSE) {
                        written += line.length();
                        wrong +=
                                read.stream()
                                        .mapToInt(r -> different(line, r.text()))
                                        .min()
                                        .orElse(line.length());
                    }
                }
            }
        }
        assertThat(written).isGreaterThan(5_000);
        assertThat(100.0 * wrong / written).isLessThanOrEqualTo(2);
    }

    /** One line of text for each row of the picture. */
    private static String inRows(List<ReadLine> lines) {
        StringBuilder rows = new StringBuilder();
        float row = -1;
        for (ReadLine line : lines) {
            float middle = line.box().y() + line.box().height() / 2;
            rows.append(row < 0 ? "" : middle - row > 0.02 ? "\n" : " ").append(line.text());
            row = middle;
        }
        return rows.toString();
    }

    private static int different(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /**
     * Values of {@code src/test/reference/vision_reference.py}: numpy 2.4.6, onnxruntime 1.32.0,
     * OpenCV 5.0.0. Scores differ by the interpolation (here bilinear, there bicubic and bilinear),
     * positions by the half pixel between a pixel's centre and its edge.
     */
    @Test
    void readsWhatAnIndependentProgramReads() {
        List<ReadLine> lines;
        try (TextReader reader = reader()) {
            lines =
                    reader.read(
                            ReferencePictures.picture(ReferencePictures.text()),
                            0,
                            new LineMemory());
        }
        assertThat(lines).hasSize(5);
        assertLine(lines.get(0), "Streams in lockstep", 0.9995, 77.6, 93.4, 456.9, 61.5);
        assertLine(lines.get(1), "one clock for every modality", 0.9958, 77.7, 210.8, 447.2, 38.9);
        assertLine(lines.get(2), "Latency 7.2 ms at p50", 0.9925, 76.5, 303.6, 301.7, 34.8);
        assertLine(lines.get(3), "tilted by eight degrees", 0.9813, 635.6, 348.3, 341.5, 90.2);
        assertLine(lines.get(4), "turned upside down", 0.9924, 208.6, 549.9, 353.4, 42.4);
    }

    private static void assertLine(
            ReadLine line, String said, double score, double... expectedPixels) {
        assertThat(line.text()).isEqualTo(said);
        assertThat(line.score()).as(said).isCloseTo((float) score, Offset.offset(0.02f));
        assertBox(line.box(), 1280, 720, 1.5, expectedPixels);
    }

    private static void assertBox(
            Box box, int width, int height, double within, double... expectedPixels) {
        double[] pixels = {
            box.x() * width, box.y() * height, box.width() * width, box.height() * height
        };
        assertThat(pixels).containsExactly(expectedPixels, Offset.offset(within));
    }

    @Test
    void seesWhatAnIndependentProgramSees() {
        try (PictureModel model = VisionModelLoader.objects(yolox());
                ObjectDetector detector = new ObjectDetector(model, 0.1, 0.45)) {
            Picture picture = ReferencePictures.picture(ReferencePictures.objects());
            List<DetectedObject> seen = detector.detect(picture);
            assertThat(seen)
                    .extracting(DetectedObject::label)
                    .containsExactly("stop sign", "clock");
            assertThat(seen.get(0).score()).isCloseTo(0.9481f, Offset.offset(2e-3f));
            assertThat(seen.get(1).score()).isCloseTo(0.9031f, Offset.offset(2e-3f));
            assertBox(seen.get(0).box(), 640, 480, 0.3, 66.3, 60.2, 179.0, 178.2);
            assertBox(seen.get(1).box(), 640, 480, 0.3, 393.9, 76.2, 194.2, 187.6);
        }
    }

    @Test
    void readsALineOnceAndAChangedOneAgain() throws Exception {
        try (TextReader reader = reader()) {
            LineMemory memory = new LineMemory();
            List<ReadLine> first = reader.read(frame("Order 4711", 0.8f), 0, memory);
            assertThat(reader.linesRead()).isEqualTo(2);
            List<ReadLine> again = reader.read(frame("Order 4711", 0.6f), 0, memory);
            assertThat(reader.linesRead()).isEqualTo(2);
            assertThat(again).isEqualTo(first);
            List<ReadLine> changed = reader.read(frame("Order 4712", 0.8f), 0, memory);
            assertThat(reader.linesRead()).isEqualTo(3);
            assertThat(changed.get(0)).isEqualTo(first.get(0));
            assertThat(changed.get(1).text()).isEqualTo("Order 4712");
            assertThat(changed.get(1).trackId()).isNotEqualTo(first.get(1).trackId());
        }
    }

    private static Picture frame(String second, float quality) throws Exception {
        return decoder.decode(
                Slides.jpeg(
                        Slides.slide(
                                1280,
                                720,
                                List.of(
                                        new Line("A title that stays", 80, 160, 48),
                                        new Line(second, 80, 300, 30))),
                        quality));
    }

    @Test
    void allocatesNoTensorsInSteadyState() throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        try (TextReader reader = reader()) {
            Picture picture = frame("Order 4711", 0.8f);
            reader.read(picture, 0, new LineMemory());
            reader.read(picture, 0, new LineMemory());
            long before = threads.getThreadAllocatedBytes(id);
            reader.read(picture, 0, new LineMemory());
            long allocated = threads.getThreadAllocatedBytes(id) - before;
            // The detector's input alone is 3 × 960 × 544 floats, 6.3 MB.
            assertThat(allocated).isLessThan(500_000);
        }
    }

    @Test
    void oneAnalyserServesAllLeasesAndAModelThatCannotBeHadIsLeftOut(@TempDir Path empty) {
        Located ocr = new Located(new ModelIdentity("pp-ocr-v4", "1.2.2", ""), textFolder);
        Located none = new Located(new ModelIdentity("yolox-nano", "0", ""), empty);
        List<String> complaints = new ArrayList<>();
        AnalyzerConf conf = AnalyzerConf.defaults();
        try (var lease =
                        SharedVision.acquire(
                                new Wanted(Optional.of(none), Optional.of(ocr)),
                                conf,
                                complaints::add);
                var second =
                        SharedVision.acquire(
                                new Wanted(Optional.of(none), Optional.of(ocr)),
                                conf,
                                complaints::add)) {
            assertThat(second.analyzer()).isSameAs(lease.analyzer());
            assertThat(complaints).hasSize(1);
            assertThat(complaints.get(0)).contains("holds 0 files that end in .onnx");
            assertThat(lease.analyzer().models()).containsExactly(ocr.identity());
            byte[] jpeg = slide(SLIDES.get(1), 32, false);
            VisionOutcome read = lease.analyzer().analyze(Frames.of("cam", 0, jpeg)).join();
            assertThat(read.status()).isEqualTo(VisionStatus.ANALYZED);
            VisionOutcome same = lease.analyzer().analyze(Frames.of("cam", 1, jpeg)).join();
            assertThat(same.status()).isEqualTo(VisionStatus.UNCHANGED);
            assertThat(texts(same)).isEqualTo(texts(read)).contains("Agenda", "Page 12 of 48");
            second.close();
            second.close();
            assertThat(SharedVision.loaded()).isEqualTo(1);
        }
    }

    private static List<String> texts(VisionOutcome outcome) {
        return Objects.requireNonNull(outcome.result()).getOnScreenText().stream()
                .map(OnScreenText::getText)
                .toList();
    }

    @Test
    void filesThatAreNoModelAreRefused(@TempDir Path folder) throws Exception {
        Path random = folder.resolve("random.onnx");
        byte[] bytes = new byte[4_096];
        new Random(1).nextBytes(bytes);
        Files.write(random, bytes);
        assertThatThrownBy(() -> new OnnxPictureModel(random))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("lockstep models verify");
        assertThatThrownBy(() -> new OnnxPictureModel(folder.resolve("none.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("lockstep models pull");
        Path truncated = folder.resolve("truncated.onnx");
        byte[] whole = Files.readAllBytes(textFolder.resolve("cls.onnx"));
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new OnnxPictureModel(truncated))
                .isInstanceOf(ModelException.class);
        Path detector = store.resolve("silero-vad").resolve("silero_vad.onnx");
        assertThatThrownBy(() -> new OnnxPictureModel(detector))
                .hasMessageContaining("another kind of model");
        assertThatThrownBy(() -> VisionModelLoader.text(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("lockstep models pull");
    }
}
