package dev.lockstep.load.evaluate.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.manifest.Item;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.evaluate.path.Heard;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.load.evaluate.robustness.SeenPictures;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.sink.search.SearchMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Items in a store, found by words and by the real encoder. */
class StoredSuiteITCase {
    @Test
    void itemsAreFoundAsUsersFindThem() throws Exception {
        List<Observation> items = new ArrayList<>();
        items.add(item("said", "The furnace was cold before dawn.", null));
        items.add(item("seen", null, null, SeenPictures.object("zebra", 0.9f, 0, 0, 9, 9)));
        items.add(item("written", null, "Where do I find the recipe for plum cake?"));
        items.add(item("silent", null, null));
        try (TextPath texts = new TextPath(List.of("nobody"));
                StoredSuite store = StoredSuite.of(items, texts)) {
            assertThat(store.rank("furnace", "said", SearchMode.WORDS)).isEqualTo(1);
            assertThat(store.rank("zebra", "seen", SearchMode.WORDS)).isEqualTo(1);
            assertThat(store.rank("plum cakes", "written", SearchMode.WORDS)).isEqualTo(1);
            assertThat(store.rank("furnace", "written", SearchMode.WORDS))
                    .isEqualTo(RetrievalScore.NOT_FOUND);
            // Other words, so that only the encoder finds it.
            String question = "the oven had not been lit by early morning";
            assertThat(store.rank(question, "said", SearchMode.WORDS))
                    .isEqualTo(RetrievalScore.NOT_FOUND);
            assertThat(store.rank(question, "said", SearchMode.MEANING)).isEqualTo(1);
            assertThat(store.rank(question, "said", SearchMode.HYBRID)).isEqualTo(1);
            assertThat(store.rank("furnace " + "x".repeat(5_000), "said", SearchMode.HYBRID))
                    .isEqualTo(1);
            assertThat(store.rank("zebra", "silent", SearchMode.HYBRID))
                    .isEqualTo(RetrievalScore.NOT_FOUND);
        }
    }

    private static Observation item(
            String id, @Nullable String said, @Nullable String written, Detection... objects) {
        Item item = new Item(id, null, List.of(), written, null, List.of(), Map.of());
        Heard heard =
                said == null ? null : new Heard(said, List.of(caption(said)), List.of(), 0, 1);
        List<SeenPicture> pictures =
                objects.length == 0
                        ? List.of()
                        : List.of(
                                SeenPictures.of(
                                        new LabelledPicture(Path.of("p.jpg"), null, null, null),
                                        10,
                                        10,
                                        objects));
        return new Observation(item, heard, 1, pictures);
    }

    private static Caption caption(String text) {
        return Caption.newBuilder()
                .setStreamId(SoundChunks.STREAM)
                .setSourceId(SoundChunks.SOURCE)
                .setUtterance(0)
                .setRevision(1)
                .setIsFinal(true)
                .setCommittedText(text)
                .setTentativeText("")
                .setEventTimeUs(SoundChunks.START_US)
                .setPtsUs(0)
                .setDurationUs(1_000_000)
                .setIngestTimeUs(SoundChunks.START_US)
                .setWords(List.of())
                .setCloseReason(CloseReason.SILENCE)
                .setTimes(
                        ProcessingTimes.newBuilder()
                                .setCapturedUs(SoundChunks.START_US)
                                .setIngestedUs(SoundChunks.START_US)
                                .build())
                .build();
    }
}
