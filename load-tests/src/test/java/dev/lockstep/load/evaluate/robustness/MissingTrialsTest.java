package dev.lockstep.load.evaluate.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.load.evaluate.robustness.SuiteStream.Timed;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemContent;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten seconds of sound and a picture a second, without models. */
class MissingTrialsTest {
    private static final int SECONDS = 10;

    private final List<MissingModality> results =
            new MissingTrials(
                            new SuiteStream(
                                    items(),
                                    Set.of(Modality.AUDIO, Modality.VIDEO),
                                    SECONDS * 1_000_000L),
                            texts -> texts.stream().map(MissingTrialsTest::vector).toList(),
                            Bootstrap.seeded(1))
                    .run();

    @Test
    void windowsFireAndSettleWhateverIsMissing() {
        assertThat(results).hasSize(5);
        for (MissingModality result : results) {
            assertThat(result.fired()).as(result.toString()).isEqualTo(1.0);
            assertThat(result.windows()).as(result.toString()).isBetween(19, 20);
        }
    }

    @Test
    void whatIsMissingIsToldAndHasNoWeight() {
        MissingModality whole = result(null, "whole");
        assertThat(whole.told()).isEmpty();
        assertThat(whole.weights().get("video")).isCloseTo(1.0, within(1e-6));

        MissingModality absent = result("video", "absent");
        assertThat(absent.told()).containsOnlyKeys("not-heard");
        assertThat(absent.told().get("not-heard")).isEqualTo(absent.windows());
        // Only pictures say something here; without them no window has anything to fuse.
        assertThat(absent.weights().getOrDefault("video", 0.0)).isZero();
        assertThat(likeness(absent)).isZero();
        assertThat(likeness(result("audio", "absent"))).isCloseTo(1.0, within(1e-6));
    }

    @Test
    void aSourceThatFallsSilentIsWaitedForAtMostForTheBound() {
        assertThat(result(null, "whole").greatestWaitMs()).isLessThan(1_500);
        // align.max-wait is 3 s, and a slide comes on top.
        assertThat(result("video", "stops").greatestWaitMs()).isBetween(2_000.0, 3_600.0);
        assertThat(result("video", "stops").told()).containsKey("gap");
    }

    private static double likeness(MissingModality result) {
        return Objects.requireNonNull(Objects.requireNonNull(result.likeness()).value());
    }

    private MissingModality result(@Nullable String modality, String how) {
        return results.stream()
                .filter(r -> Objects.equals(r.modality(), modality) && r.how().equals(how))
                .findFirst()
                .orElseThrow();
    }

    private static float[] vector(String text) {
        return text.isBlank() ? new float[0] : new float[] {1, 0};
    }

    private static List<Timed> items() {
        List<Timed> items = new ArrayList<>();
        for (int i = 0; i < SECONDS * 10; i++) {
            if (i % 10 == 0) {
                items.add(item("video-0", Modality.VIDEO, i / 10, i * 100_000L, 0, false));
            }
            items.add(
                    item(
                            "audio-0",
                            Modality.AUDIO,
                            i,
                            i * 100_000L,
                            100_000,
                            i == SECONDS * 10 - 1));
        }
        items.add(item("video-0", Modality.VIDEO, SECONDS, SECONDS * 1_000_000L, 0, true));
        return items;
    }

    private static Timed item(
            String source,
            Modality modality,
            long sequence,
            long atUs,
            long durationUs,
            boolean end) {
        long eventUs = SoundChunks.START_US + atUs;
        long ingestUs = eventUs + durationUs + 5_000;
        return new Timed(
                new StreamItem(
                        SoundChunks.STREAM,
                        source,
                        modality,
                        ItemRole.RECORD,
                        0,
                        sequence,
                        eventUs,
                        durationUs,
                        SoundChunks.START_US,
                        ingestUs,
                        end,
                        List.of(),
                        modality == Modality.VIDEO && !end
                                ? ItemContent.seen(List.of("clock"), List.of(), 0.9f)
                                : null,
                        null,
                        null),
                ingestUs);
    }
}
