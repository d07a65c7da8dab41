package dev.lockstep.load.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.manifest.Item;
import dev.lockstep.load.evaluate.manifest.LabelledBox;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.evaluate.manifest.Suite;
import dev.lockstep.load.evaluate.path.PicturePath;
import dev.lockstep.load.evaluate.samples.SampleSuite;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Some items of the built-in suite, written as a manifest, through the command and the real models.
 * They are few, so that this takes seconds; the bounds are wide for the same reason.
 */
class EvaluateITCase {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> CHOSEN =
            List.of("two_cities-1", "two_cities-9", "two_cities-15", "scene-1", "scene-3");

    @TempDir static Path folder;

    private static JsonNode result;
    private static String printed = "";

    @BeforeAll
    static void evaluate() throws Exception {
        Suite samples =
                SampleSuite.prepare(
                        ModelStore.standard(ProgressListener.NONE), folder.resolve("pictures"));
        assertThat(samples.items()).hasSize(28);
        List<String> lines = new ArrayList<>();
        for (Item item : samples.items()) {
            if (CHOSEN.contains(item.id())) {
                lines.add(MAPPER.writeValueAsString(json(item)));
            }
        }
        lines.add("{\"id\":\"gone\",\"audio\":\"gone.wav\",\"transcript\":\"gone\"}");
        Files.writeString(folder.resolve("broken.wav"), "no sound");
        lines.add("{\"id\":\"broken\",\"audio\":\"broken.wav\",\"transcript\":\"x\"}");
        Path manifest = Files.write(folder.resolve("suite.jsonl"), lines);
        StringWriter out = new StringWriter();
        int exit =
                new CommandLine(new EvaluateCommand())
                        .setOut(new PrintWriter(out))
                        .execute(
                                manifest.toString(),
                                "--json",
                                "--out",
                                folder.resolve("out").toString());
        printed = out.toString();
        assertThat(exit).isZero();
        List<String> all = printed.lines().toList();
        result = MAPPER.readTree(all.get(all.size() - 1));
    }

    private static ObjectNode json(Item item) {
        ObjectNode node = MAPPER.createObjectNode().put("id", item.id());
        Clip sound = item.sound();
        if (sound != null) {
            node.put("audio", sound.file().toString()).put("start_ms", sound.startMs());
            node.put("end_ms", sound.endMs()).put("transcript", item.transcript());
            node.put("text", "It was the best of times");
        }
        LabelledPicture picture = item.pictures().get(0);
        node.put("image", picture.file().toString());
        if (picture.onScreenText() != null) {
            node.put("on_screen_text", picture.onScreenText());
        }
        List<LabelledBox> boxes = picture.boxes();
        if (boxes != null) {
            var array = node.putArray("boxes");
            for (LabelledBox box : boxes) {
                array.addObject()
                        .put("label", box.label())
                        .putArray("bbox")
                        .add(box.x())
                        .add(box.y())
                        .add(box.width())
                        .add(box.height());
            }
        }
        item.captions().forEach(caption -> node.withArray("captions").add(caption));
        ObjectNode labels = node.putObject("labels");
        item.labels().forEach(labels::put);
        return node;
    }

    /** The detector is in no registry, so a machine need not have it. */
    @Test
    void objectsAreFoundOrNotMeasured() {
        JsonNode objects = result.at("/accuracy/objects");
        if (hasDetector()) {
            assertThat(objects.at("/all/recall/value").asDouble()).isEqualTo(1.0);
            assertThat(objects.at("/all/precision/value").asDouble()).isGreaterThanOrEqualTo(0.5);
        } else {
            assertThat(objects.isNull()).isTrue();
            assertThat(result.get("not_measured"))
                    .extracting(JsonNode::asText)
                    .contains("Objects: their model cannot be had.");
        }
    }

    private static boolean hasDetector() {
        try {
            ModelStore.standard(ProgressListener.NONE).resolve(PicturePath.OBJECTS);
            return true;
        } catch (ModelStoreException e) {
            return false;
        }
    }

    @Test
    void resultsAreAsGoodAsThePathsAre() {
        JsonNode accuracy = result.get("accuracy");
        assertThat(accuracy.at("/speech/items").asInt()).isEqualTo(3);
        assertThat(accuracy.at("/speech/rate/value").asDouble()).isLessThanOrEqualTo(0.15);
        assertThat(accuracy.at("/on_screen_text/rate/value").asDouble()).isLessThan(0.03);
        assertThat(accuracy.at("/alignment/p95_ms").asDouble()).isLessThan(1.0);
        assertThat(accuracy.at("/retrieval/queries").asInt()).isEqualTo(3);
        assertThat(accuracy.at("/retrieval/at_k/1/value").asDouble()).isGreaterThan(0.6);
        assertThat(accuracy.at("/retrieval_by_captions").isNull()).isTrue();
        // Through the store: the same three questions, and what users get is no worse than chance.
        for (String how : List.of("words", "meaning", "both")) {
            assertThat(accuracy.at("/search/" + how + "/queries").asInt()).as(how).isEqualTo(3);
            // One of the five says nothing but what objects it shows.
            assertThat(accuracy.at("/search/" + how + "/items").asInt())
                    .as(how)
                    .isEqualTo(hasDetector() ? 5 : 4);
        }
        assertThat(accuracy.at("/search/both/at_k/1/value").asDouble()).isGreaterThan(0.6);
        assertThat(accuracy.at("/search/both/at_k/5/value").asDouble())
                .isGreaterThanOrEqualTo(accuracy.at("/search/words/at_k/5/value").asDouble());
    }

    @Test
    void damageCostsWhatItMustAndRepetitionNothing() {
        JsonNode speech = result.at("/robustness/speech");
        assertThat(speech).hasSize(10);
        assertThat(change(speech, "10 % of chunks twice")).isZero();
        assertThat(change(speech, "white noise 5 dB")).isGreaterThan(0);
        assertThat(change(speech, "white noise 20 dB"))
                .isLessThanOrEqualTo(change(speech, "white noise 5 dB"));
        JsonNode pictures = result.at("/robustness/pictures");
        assertThat(pictures).hasSize(hasDetector() ? 18 : 6);
        assertThat(change(pictures, "blur, sigma 1 px")).isLessThan(0.03);
        assertThat(change(pictures, "blur, sigma 4 px")).isGreaterThan(0.03);
        JsonNode skew = result.at("/robustness/skew");
        assertThat(change(skew, "skew 500 ms")).isLessThan(-0.3);
        assertThat(change(skew, "skew 500 ms, corrected")).isGreaterThan(-0.01);
    }

    private static double change(JsonNode conditions, String name) {
        for (JsonNode condition : conditions) {
            if (condition.get("condition").asText().equals(name)) {
                return condition.at("/change/value").asDouble();
            }
        }
        throw new AssertionError("no condition " + name);
    }

    @Test
    void windowsFireWithoutAnyOfTheModalities() {
        JsonNode missing = result.at("/robustness/missing");
        assertThat(missing).hasSize(7);
        for (JsonNode one : missing) {
            assertThat(one.get("fired").asDouble()).as(one.toString()).isEqualTo(1.0);
            assertThat(one.get("greatest_wait_ms").asDouble()).isLessThanOrEqualTo(3_600);
            if (one.get("how").asText().equals("absent")) {
                assertThat(one.at("/told/not-heard").asInt()).isEqualTo(one.get("windows").asInt());
                assertThat(one.at("/weights/" + one.get("modality").asText()).asDouble()).isZero();
            }
        }
    }

    @Test
    void hostileTextsAreAnsweredAndMostAreSeenThrough() {
        for (JsonNode attack : result.at("/robustness/texts")) {
            String name = attack.get("attack").asText();
            assertThat(attack.get("answered").asInt())
                    .as(name)
                    .isEqualTo(attack.get("texts").asInt());
            switch (name) {
                // docs/text-and-fusion.md: these are not seen through.
                case "homoglyphs", "blanks between letters", "reversed by bidi override" -> {}
                case "words like those of the list" ->
                        assertThat(attack.at("/false_alarms/value").asDouble()).as(name).isZero();
                default -> assertThat(attack.at("/found/value").asDouble()).as(name).isEqualTo(1.0);
            }
        }
    }

    @Test
    void everythingIsReported() throws Exception {
        assertThat(result.at("/efficiency")).hasSize(3);
        assertThat(result.at("/efficiency/0/p50_ms").asDouble()).isPositive();
        assertThat(result.at("/fairness/0/test").asText()).startsWith("not tested");
        assertThat(result.at("/missing")).hasSize(2);
        assertThat(result.at("/missing/1").asText()).contains("broken was left out", "broken.wav");
        assertThat(printed).contains("gone was left out", "Robustness: sound", "Fairness");
        Path out = folder.resolve("out");
        assertThat(MAPPER.readTree(out.resolve("results.json").toFile())).isEqualTo(result);
        List<String> items = Files.readAllLines(out.resolve("items.jsonl"));
        assertThat(items).hasSize(CHOSEN.size());
        JsonNode first = MAPPER.readTree(items.get(0));
        assertThat(first.get("id").asText()).isEqualTo("two_cities-1");
        assertThat(first.get("heard").asText()).containsIgnoringCase("best of times");
        assertThat(first.at("/errors/reference").asInt()).isPositive();
        assertThat(first.at("/captions/0/end_ms").asLong()).isPositive();
        assertThat(first.at("/pictures/0/read").asText()).containsIgnoringCase("times");
        assertThat(Files.readString(out.resolve("index.html"))).contains("<svg", "Robustness");
    }

    @Test
    void onlyWhatIsAskedForIsMeasured() {
        StringWriter out = new StringWriter();
        int exit =
                new CommandLine(new EvaluateCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out))
                        .execute(
                                folder.resolve("suite.jsonl").toString(),
                                "--only",
                                "efficiency",
                                "--limit",
                                "1");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Efficiency").doesNotContain("Accuracy:", "Fairness");
    }
}
