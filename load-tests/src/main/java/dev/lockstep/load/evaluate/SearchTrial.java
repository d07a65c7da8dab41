package dev.lockstep.load.evaluate;

import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.accuracy.SearchScore;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.load.evaluate.search.StoredSuite;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.sink.search.SearchMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captions look for their items with the product's search. One thread. */
final class SearchTrial {
    private final List<Observation> observations;
    private final Bootstrap bootstrap;

    SearchTrial(List<Observation> observations, Bootstrap bootstrap) {
        this.observations = observations;
        this.bootstrap = bootstrap;
    }

    /** The figures; null where no item has captions. */
    @Nullable SearchScore run(TextPath texts) throws IOException {
        boolean asked =
                observations.stream()
                        .flatMap(o -> o.item().captions().stream())
                        .anyMatch(caption -> !caption.isBlank());
        if (!asked) {
            return null;
        }
        try (StoredSuite store = StoredSuite.of(observations, texts)) {
            return new SearchScore(
                    score(store, SearchMode.WORDS),
                    texts.encodes() ? score(store, SearchMode.MEANING) : null,
                    texts.encodes() ? score(store, SearchMode.HYBRID) : null);
        }
    }

    private RetrievalScore score(StoredSuite store, SearchMode mode) {
        List<Integer> ranks = new ArrayList<>();
        for (Observation observation : observations) {
            for (String caption : observation.item().captions()) {
                if (!caption.isBlank()) {
                    ranks.add(store.rank(caption, observation.item().id(), mode));
                }
            }
        }
        int findable = (int) observations.stream().filter(o -> !o.passages().isEmpty()).count();
        return RetrievalScore.of(ranks, findable, bootstrap);
    }
}
