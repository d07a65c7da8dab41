package dev.lockstep.load.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.capacity.TrialFigures;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.result.TrialResult;
import java.util.List;

/** The results of a comparison with peers as JSON. Stateless. */
final class PeersJson {
    private PeersJson() {}

    /** The figures of all trials, each with the name of its system. */
    static List<TrialResult> results(PeersRun run) {
        return run.results().stream().map(ScoredTrial::figures).toList();
    }

    /**
     * All of it: where and how it was measured, each trial with its sentences, what was left out.
     */
    static ObjectNode whole(BenchFacts facts, PeersRun run) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode whole = mapper.valueToTree(facts);
        whole.set("held", mapper.valueToTree(run.held()));
        whole.set("notes", mapper.valueToTree(run.notes()));
        whole.set("trials", mapper.valueToTree(run.results()));
        whole.set("figures", mapper.valueToTree(TrialFigures.of(run.results())));
        return whole;
    }
}
