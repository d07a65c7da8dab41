package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.ModelSlots;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.swap.SwapEvent;
import dev.lockstep.inference.swap.SwapPhase;
import dev.lockstep.inference.swap.SwapRequest;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.ModelReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object detector is replaced while pictures come, on ONNX Runtime. */
class ModelSwapTest {
    private static final int DARK = 60;
    private static final int BRIGHT = 250;

    /** Between the two, and above the picture of the first run. */
    private static final int LIMIT = 200;

    @TempDir private Path folder;
    private Path persons;
    private Path cars;

    @BeforeEach
    void write() throws Exception {
        persons =
                TinyYolox.write(folder.resolve("persons.onnx"), TinyYolox.PERSON, TinyYolox.NEVER);
        cars = TinyYolox.write(folder.resolve("cars.onnx"), TinyYolox.CAR, TinyYolox.NEVER);
    }

    @AfterEach
    void nothingStaysLoaded() {
        assertThat(ModelSession.loaded()).isZero();
        assertThat(SharedVision.loaded()).isZero();
    }

    @Test
    void takesOverBetweenTwoPicturesAfterTheComparison() {
        try (SwapRig rig = new SwapRig(persons, SwapRig.CONF)) {
            rig.look(DARK);
            SwapRequest request = rig.swap(cars, 8);

            SwapEvent event = rig.lookUntil(DARK, SwapRig.of(request, SwapPhase.TAKEN_OVER));
            rig.look(DARK);

            assertThat(rig.phases(request))
                    .containsExactly(
                            SwapPhase.REQUESTED,
                            SwapPhase.PULLED,
                            SwapPhase.VERIFIED,
                            SwapPhase.WARMED,
                            SwapPhase.SHADOWING,
                            SwapPhase.TAKEN_OVER);
            assertThat(event.from()).isEqualTo(SwapRig.identity(persons));
            assertThat(event.to()).isEqualTo(SwapRig.identity(cars));
            assertThat(event.shadow().compared()).isEqualTo(8);
            // The same box, but another class: nothing in common.
            assertThat(event.shadow().agreement())
                    .containsEntry(Comparison.DISAGREEMENT, 1.0)
                    .containsKey("run-time-ratio");
            List<String> seen = rig.outcomes().stream().map(ModelSwapTest::seen).toList();
            assertThat(seen).containsOnly("persons.onnx person", "cars.onnx car");
            assertThat(seen.get(0)).isEqualTo("persons.onnx person");
            assertThat(seen.subList(seen.indexOf("cars.onnx car"), seen.size()))
                    .containsOnly("cars.onnx car");
        }
    }

    @Test
    void aPictureThatHasNotChangedIsLookedAtByTheNewModel() {
        AnalyzerConf skipping = AnalyzerConf.defaults().keepingAll();
        try (SwapRig rig = new SwapRig(persons, SwapRig.CONF, ModelSlots.Memory.NONE, skipping)) {
            rig.look(DARK);
            assertThat(rig.look(DARK).status()).isEqualTo(VisionStatus.UNCHANGED);
            rig.lookUntil(DARK, SwapRig.of(rig.swap(cars, 0), SwapPhase.TAKEN_OVER));
            assertThat(seen(rig.look(DARK))).isEqualTo("cars.onnx car");

            assertThat(rig.outcomes().stream().map(ModelSwapTest::seen))
                    .containsOnly("persons.onnx person", "cars.onnx car");
        }
    }

    @Test
    void manySourcesLoseNothingWhileModelsChange() throws Exception {
        byte[] picture = SwapRig.jpeg(DARK);
        try (SwapRig rig = new SwapRig(persons, SwapRig.CONF)) {
            List<CompletableFuture<VisionOutcome>> asked = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                SwapRequest request = rig.swap(round % 2 == 0 ? cars : persons, 0);
                int first = asked.size();
                do {
                    for (int source = 0; source < 8; source++) {
                        asked.add(rig.look("camera-" + source, asked.size(), picture));
                    }
                    asked.get(asked.size() - 1).get();
                } while (rig.events().stream()
                        .noneMatch(SwapRig.of(request, SwapPhase.TAKEN_OVER)));
                assertThat(asked).hasSizeGreaterThan(first);
            }

            for (CompletableFuture<VisionOutcome> one : asked) {
                assertThat(seen(one.get())).isIn("persons.onnx person", "cars.onnx car");
            }
            assertThat(asked.stream().map(one -> seen(one.join())).distinct()).hasSize(2);
        }
    }

    @Test
    void theSameAnswersAgree() throws Exception {
        Path copy = TinyYolox.write(folder.resolve("copy.onnx"), TinyYolox.PERSON, 900);
        SwapConf strict = new SwapConf("", Duration.ofMinutes(1), 0, 5, ms(1), ms(1));
        try (SwapRig rig = new SwapRig(persons, strict)) {
            SwapRequest request = rig.swap(copy, 3);

            SwapEvent event = rig.lookUntil(DARK, SwapRig.of(request, SwapPhase.TAKEN_OVER));

            assertThat(event.shadow().agreement())
                    .containsEntry(Comparison.DISAGREEMENT, 0.0)
                    .containsEntry("boxes-matched", 1.0);
        }
    }

    @Test
    void aBadModelNeverTakesOver() throws Exception {
        Path damaged = folder.resolve("damaged.onnx");
        byte[] whole = Files.readAllBytes(cars);
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        Path other = TestGraphs.scale(folder.resolve("other.onnx"), 2);
        Path failing = TinyYolox.write(folder.resolve("failing.onnx"), TinyYolox.CAR, LIMIT);
        Path atOnce = TinyYolox.write(folder.resolve("at-once.onnx"), TinyYolox.CAR, 1);
        SwapConf strict = new SwapConf("", Duration.ofMinutes(1), 0.5, 5, ms(1), ms(1));
        try (SwapRig rig = new SwapRig(persons, strict)) {
            assertThat(refusal(rig, folder.resolve("gone.onnx"))).contains("no file gone.onnx");
            assertThat(refusal(rig, damaged)).contains("damaged.onnx");
            assertThat(refusal(rig, other)).contains("another kind of model");
            assertThat(refusal(rig, atOnce)).contains("at-once.onnx failed");
            assertThat(refusal(rig, failing)).contains("failed beside the present model");
            assertThat(refusal(rig, cars)).contains("differs by 1.000").contains("0.500");

            assertThat(rig.outcomes().stream().map(ModelSwapTest::seen))
                    .containsOnly("persons.onnx person");
            assertThat(rig.slots().memory().inService()).isEmpty();
        }
    }

    private static String refusal(SwapRig rig, Path model) {
        SwapRequest request = rig.swap(model, 3);
        SwapEvent event = rig.lookUntil(BRIGHT, SwapRig.of(request, SwapPhase.REFUSED));
        assertThat(rig.phases(request)).doesNotContain(SwapPhase.TAKEN_OVER);
        return event.message();
    }

    @Test
    void aComparisonThatTakesTooLongIsGivenUp() {
        SwapConf hasty = new SwapConf("", Duration.ZERO, 1, 5, ms(1), ms(1));
        try (SwapRig rig = new SwapRig(persons, hasty)) {
            SwapRequest request = rig.swap(cars, 1_000_000);

            SwapEvent event = rig.lookUntil(DARK, SwapRig.of(request, SwapPhase.REFUSED));

            assertThat(event.message()).contains("of 1000000 requests").contains("ask again");
            assertThat(seen(rig.look(DARK))).isEqualTo("persons.onnx person");
        }
    }

    @Test
    void aNewerRequestTakesThePlaceOfAnOlderOne() {
        try (SwapRig rig = new SwapRig(persons, SwapRig.CONF)) {
            SwapRequest older = rig.swap(cars, 1_000_000);
            rig.lookUntil(DARK, SwapRig.of(older, SwapPhase.SHADOWING));
            SwapRequest newer = rig.swap(cars, 2);

            rig.lookUntil(DARK, SwapRig.of(newer, SwapPhase.TAKEN_OVER));

            assertThat(rig.phases(older)).last().isEqualTo(SwapPhase.REFUSED);
            assertThat(rig.slots().memory().inService()).containsExactly(newer);
        }
    }

    @Test
    void aModelThatFailsInServiceIsReplacedByItsLastGoodVersion() throws Exception {
        Path failing = TinyYolox.write(folder.resolve("failing.onnx"), TinyYolox.CAR, LIMIT);
        try (SwapRig rig = new SwapRig(persons, SwapRig.CONF)) {
            SwapRequest request = rig.swap(failing, 0);
            rig.lookUntil(DARK, SwapRig.of(request, SwapPhase.TAKEN_OVER));
            assertThat(seen(rig.look(DARK))).isEqualTo("failing.onnx car");
            int before = rig.outcomes().size();

            SwapEvent back = rig.lookUntil(BRIGHT, e -> e.phase() == SwapPhase.ROLLED_BACK);

            assertThat(back.from()).isEqualTo(SwapRig.identity(failing));
            assertThat(back.to()).isEqualTo(SwapRig.identity(persons));
            List<VisionOutcome> after = rig.outcomes().subList(before, rig.outcomes().size());
            assertThat(after.subList(0, 5)).allMatch(o -> o.status() == VisionStatus.FAILED);
            // Meanwhile pictures are answered, without objects.
            assertThat(after.subList(5, after.size()).stream().map(ModelSwapTest::seen))
                    .isSubsetOf("nothing", "persons.onnx person");
            assertThat(seen(rig.look(BRIGHT))).isEqualTo("persons.onnx person");
            assertThat(rig.slots().memory().inService()).isEmpty();
        }
    }

    @Test
    void aModelWithoutAnotherVersionIsLeftOutAndLoadedAgain() throws Exception {
        Path failing = TinyYolox.write(folder.resolve("failing.onnx"), TinyYolox.CAR, LIMIT);
        SwapConf quick = new SwapConf("", Duration.ofMinutes(1), 1, 2, ms(20), ms(40));
        try (SwapRig rig = new SwapRig(failing, quick)) {
            rig.look(DARK);
            assertThat(rig.look(BRIGHT).status()).isEqualTo(VisionStatus.FAILED);
            assertThat(rig.look(BRIGHT).status()).isEqualTo(VisionStatus.FAILED);
            assertThat(rig.events()).extracting(SwapEvent::phase).startsWith(SwapPhase.WITHDRAWN);

            rig.lookUntil(DARK, e -> e.phase() == SwapPhase.RESTORED);

            assertThat(seen(rig.look(DARK))).isEqualTo("failing.onnx car");
            assertThat(rig.outcomes().stream().map(ModelSwapTest::seen))
                    .isSubsetOf("failing.onnx car", "failed", "nothing");
        }
    }

    @Test
    void aRestartBeginsWithTheModelThatWasInService() {
        SwapRequest request = SwapRig.request(cars, 3);
        ModelSlots.Memory memory =
                new ModelSlots.Memory(List.of(request), List.of(request), List.of(request.id()));
        try (SwapRig rig = new SwapRig(persons, SwapRig.CONF, memory)) {
            assertThat(seen(rig.look(DARK))).isEqualTo("cars.onnx car");
            // It is on the topic still, and was served already.
            rig.slots().request(request);
            assertThat(seen(rig.look(DARK))).isEqualTo("cars.onnx car");
            assertThat(rig.events()).isEmpty();
            assertThat(rig.slots().memory()).isEqualTo(memory);
        }
    }

    @Test
    void aRestartGoesOnWithTheConfiguredModelWhereThatIsGone() {
        SwapRequest request = SwapRig.request(folder.resolve("gone.onnx"), 3);
        try (SwapRig rig =
                new SwapRig(
                        persons,
                        SwapRig.CONF,
                        new ModelSlots.Memory(
                                List.of(request), List.of(request), List.of(request.id())))) {
            assertThat(seen(rig.look(DARK))).isEqualTo("persons.onnx person");
            assertThat(rig.phases(request)).containsExactly(SwapPhase.REFUSED);
        }
    }

    @Test
    void aRequestThatWasNotServedBeforeARestartIsServedAfterIt() {
        SwapRequest request = SwapRig.request(cars, 1);
        try (SwapRig rig =
                new SwapRig(
                        persons,
                        SwapRig.CONF,
                        new ModelSlots.Memory(List.of(request), List.of(), List.of()))) {
            rig.lookUntil(DARK, SwapRig.of(request, SwapPhase.TAKEN_OVER));
            assertThat(seen(rig.look(DARK))).isEqualTo("cars.onnx car");
        }
    }

    /** The version that a result names, and what it saw. */
    private static String seen(VisionOutcome outcome) {
        if (outcome.result() == null) {
            return "failed";
        }
        List<ModelReference> models = outcome.result().getModels();
        List<Detection> objects = outcome.result().getDetections();
        if (models.isEmpty() && objects.isEmpty()) {
            return "nothing";
        }
        return models.get(0).getVersion() + " " + objects.get(0).getLabel();
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }
}
