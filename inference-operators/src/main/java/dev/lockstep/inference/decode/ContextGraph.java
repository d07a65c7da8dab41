package dev.lockstep.inference.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases that a decoder leans towards, as an automaton over tokens (Aho and Corasick 1975). Each
 * token of a phrase earns a bonus while the phrase goes on; what a phrase has earned is taken back
 * when it breaks off before its end (contextual biasing by shallow fusion, Zhao et al. 2019,
 * "Shallow-Fusion End-to-End Contextual Biasing"; the same scheme as k2's ContextGraph). A state is
 * a number, 0 at the start. Immutable, thread-safe.
 */
public final class ContextGraph {
    /** No phrases. */
    public static final ContextGraph EMPTY = new ContextGraph(List.of(), 0);

    private final List<Node> nodes = new ArrayList<>();
    private final double bonus;

    private static final class Node {
        final Map<Integer, Integer> next = new HashMap<>();
        final int depth;
        boolean end;
        int fail;

        /** Tokens of the longest phrase that ends here, this state's own or a shorter one's. */
        int completed;

        Node(int depth) {
            this.depth = depth;
        }
    }

    /**
     * Where a token leads.
     *
     * @param state the next state
     * @param score what it earns, or costs where a phrase breaks off; natural logarithm
     */
    public record Step(int state, double score) {}

    /**
     * @param phrases token sequences; empty ones are left out
     * @param bonus what each token of a phrase earns, natural logarithm, not negative
     */
    public ContextGraph(List<int[]> phrases, double bonus) {
        this.bonus = bonus;
        nodes.add(new Node(0));
        for (int[] phrase : phrases) {
            int at = 0;
            for (int token : phrase) {
                Node node = nodes.get(at);
                Integer next = node.next.get(token);
                if (next == null) {
                    next = nodes.size();
                    nodes.add(new Node(node.depth + 1));
                    node.next.put(token, next);
                }
                at = next;
            }
            nodes.get(at).end = at != 0;
        }
        link();
    }

    private void link() {
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int parent = queue.remove();
            nodes.get(parent)
                    .next
                    .forEach(
                            (token, child) -> {
                                Node node = nodes.get(child);
                                node.fail = parent == 0 ? 0 : follow(nodes.get(parent).fail, token);
                                node.completed =
                                        node.end ? node.depth : nodes.get(node.fail).completed;
                                queue.add(child);
                            });
        }
    }

    private int follow(int from, int token) {
        int at = from;
        while (true) {
            Integer next = nodes.get(at).next.get(token);
            if (next != null) {
                return next;
            }
            if (at == 0) {
                return 0;
            }
            at = nodes.get(at).fail;
        }
    }

    /** Whether it holds no phrase. */
    public boolean isEmpty() {
        return nodes.size() == 1;
    }

    /** The tokens that begin a phrase or carry one on. */
    public Iterable<Integer> continuations(int state) {
        Iterable<Integer> starts = nodes.get(0).next.keySet();
        if (state == 0) {
            return starts;
        }
        List<Integer> all = new ArrayList<>(nodes.get(state).next.keySet());
        starts.forEach(all::add);
        return all;
    }

    /** Follows a token. */
    public Step step(int state, int token) {
        int next = follow(state, token);
        // Earned by open phrases, plus for good by completed ones: those keep theirs on leaving.
        double open = held(next) - held(state);
        return new Step(next, bonus * (open + nodes.get(next).completed));
    }

    /** What the open phrase of a state has earned and must give back if nothing follows. */
    public double unfinished(int state) {
        return bonus * held(state);
    }

    private int held(int state) {
        return nodes.get(state).depth;
    }
}
