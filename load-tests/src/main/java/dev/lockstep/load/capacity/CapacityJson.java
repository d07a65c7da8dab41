package dev.lockstep.load.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.load.result.BenchFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a capacity benchmark as JSON. Stateless. */
final class CapacityJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CapacityJson() {}

    /**
     * All of it.
     *
     * @param held highest number of streams that was held
     * @param best the trial whose figures stand for the whole
     * @param longOne the trial of the soak; null without one
     */
    static ObjectNode whole(
            BenchFacts facts,
            CapacityGoal goal,
            int held,
            ScoredTrial best,
            List<ScoredTrial> trials,
            @Nullable ScoredTrial longOne) {
        ObjectNode node = MAPPER.valueToTree(best.figures());
        node.put("held", held);
        node.setAll((ObjectNode) MAPPER.valueToTree(facts));
        ArrayNode all = node.putArray("trials");
        for (ScoredTrial trial : trials) {
            ObjectNode one = MAPPER.valueToTree(trial);
            one.set("broken", MAPPER.valueToTree(goal.broken(trial)));
            all.add(one);
        }
        if (longOne != null) {
            ObjectNode soak = MAPPER.valueToTree(Soak.of(longOne));
            soak.set("trial", MAPPER.valueToTree(longOne));
            node.set("soak", soak);
        }
        node.set("figures", MAPPER.valueToTree(TrialFigures.of(trials)));
        return node;
    }

    /** The same without what fills pages: sentences and samples of each trial. */
    static ObjectNode brief(ObjectNode whole) {
        ObjectNode brief = whole.deepCopy();
        brief.get("trials").forEach(CapacityJson::shorten);
        if (brief.has("soak")) {
            shorten(brief.get("soak").get("trial"));
        }
        return brief;
    }

    private static void shorten(JsonNode trial) {
        ((ObjectNode) trial).remove(List.of("lags", "resources"));
    }
}
