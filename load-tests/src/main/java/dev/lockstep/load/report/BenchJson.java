package dev.lockstep.load.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.result.Figure;
import java.util.List;

/** Results as JSON, in the form that {@code bench compare} reads. Stateless. */
public final class BenchJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BenchJson() {}

    /** A result with what it rests on and the repetitions of its figures. */
    public static ObjectNode of(Object result, BenchFacts facts, List<Figure> figures) {
        ObjectNode node = MAPPER.valueToTree(result);
        node.setAll((ObjectNode) MAPPER.valueToTree(facts));
        node.set("figures", MAPPER.valueToTree(figures));
        return node;
    }
}
