package dev.lockstep.load.evaluate.samples;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.manifest.Item;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.evaluate.manifest.Suite;
import dev.lockstep.load.evaluate.path.Jpegs;
import dev.lockstep.local.demo.DemoScript;
import dev.lockstep.local.demo.DemoSlides;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The suite {@code samples}: each sentence of the two readings that the speech samples hold, with
 * its slide, its line of chat and a question that it answers, and six drawn scenes with boxes. The
 * pictures are drawn into a folder that is given. Small and easy: it shows that everything works,
 * not how good models are. Stateless.
 */
public final class SampleSuite {
    /** Its name on the command line. */
    public static final String NAME = "samples";

    private static final String QUESTIONS = "questions.txt";
    private static final float QUALITY = 0.9f;

    /**
     * Sound round a sentence that still belongs to it: its times are known to a tenth of a second.
     */
    private static final long MARGIN_MS = 200;

    private SampleSuite() {}

    /**
     * Draws the pictures and puts the items together.
     *
     * @param store where the readings come from; fetched if missing
     * @param folder for the pictures; made if missing
     */
    public static Suite prepare(ModelStore store, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Item> items = new ArrayList<>();
        List<String> questions = questions();
        DemoScript script = DemoScript.standard();
        Path readings = store.resolve("speech-samples");
        List<DemoScript.Chat> chat = new ArrayList<>(script.chat());
        chat.sort(Comparator.comparingLong(DemoScript.Chat::atUs));
        try (DemoSlides slides = DemoSlides.open()) {
            for (DemoScript.Clip clip : script.clips()) {
                for (int i = 0; i < clip.lines().size(); i++) {
                    DemoScript.Line line = clip.lines().get(i);
                    int number = items.size();
                    // Lines of chat stand beside every third sentence.
                    String text =
                            number % 3 == 0 && number / 3 < chat.size()
                                    ? chat.get(number / 3).text()
                                    : null;
                    String id = clip.file().replaceFirst("\\..*", "") + "-" + (i + 1);
                    long clockUs = number * 1_000_000L;
                    Path slide = folder.resolve(id + ".jpg");
                    write(slides.paint(clip.title(), line.text(), clockUs), slide);
                    items.add(
                            new Item(
                                    id,
                                    clip(readings.resolve(clip.file()), clip.lines(), i),
                                    List.of(
                                            new LabelledPicture(
                                                    slide,
                                                    null,
                                                    DemoSlides.text(
                                                            clip.title(), line.text(), clockUs),
                                                    null)),
                                    text,
                                    line.text(),
                                    List.of(questions.get(number)),
                                    Map.of(
                                            "reading",
                                            clip.file().replaceFirst("\\..*", ""),
                                            "length",
                                            line.text().split(" ").length <= 5
                                                    ? "short"
                                                    : "long")));
                }
            }
        }
        List<DrawnScene> scenes = scenes();
        for (int i = 0; i < scenes.size(); i++) {
            Path file = folder.resolve("scene-" + (i + 1) + ".jpg");
            write(scenes.get(i).picture(), file);
            items.add(
                    new Item(
                            "scene-" + (i + 1),
                            null,
                            List.of(new LabelledPicture(file, null, null, scenes.get(i).boxes())),
                            null,
                            null,
                            List.of(),
                            Map.of()));
        }
        return new Suite(NAME, items, List.of());
    }

    /** A sentence with what lies round it, but no more than half of the pause to the next. */
    private static Clip clip(Path file, List<DemoScript.Line> lines, int i) {
        DemoScript.Line line = lines.get(i);
        long before = i == 0 ? line.startUs() : line.startUs() - lines.get(i - 1).endUs();
        long after =
                i + 1 == lines.size() ? Long.MAX_VALUE : lines.get(i + 1).startUs() - line.endUs();
        long startMs = line.startUs() / 1_000 - Math.min(MARGIN_MS, before / 2_000);
        Long endMs =
                after == Long.MAX_VALUE
                        ? null
                        : line.endUs() / 1_000 + Math.min(MARGIN_MS, after / 2_000);
        return new Clip(file, Math.max(0, startMs), endMs);
    }

    private static List<DrawnScene> scenes() {
        return List.of(
                DrawnScene.street().stopSign(400, 70, 180),
                DrawnScene.street().stopSign(120, 120, 140).trafficLight(640, 60, 220),
                DrawnScene.wall().clock(330, 120, 260),
                DrawnScene.wall().clock(90, 150, 200).clock(600, 110, 230),
                DrawnScene.street().trafficLight(430, 50, 260),
                DrawnScene.street().stopSign(620, 90, 200));
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        Files.write(file, Jpegs.encode(image, QUALITY));
    }

    private static List<String> questions() throws IOException {
        try (InputStream in = SampleSuite.class.getResourceAsStream(QUESTIONS)) {
            if (in == null) {
                throw new IllegalStateException(QUESTIONS + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}
