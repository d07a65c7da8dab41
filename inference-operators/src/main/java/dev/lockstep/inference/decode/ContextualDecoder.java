package dev.lockstep.inference.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Greedy decoding that also follows the phrases of a {@link ContextGraph} wherever the model finds
 * them nearly as likely, and decides afterwards: beam search whose only branches are phrases. Where
 * no phrase comes near, there is one continuation and the result is that of {@link GreedyDecoder}.
 * Stateless, thread-safe.
 */
public final class ContextualDecoder {
    private final DecodeSpec spec;
    private final int width;
    private final double margin;

    /**
     * @param spec tokens of the model
     * @param width most continuations side by side
     * @param margin a phrase is followed where its next token is at most this much less likely than
     *     the likeliest one, and a continuation is given up when it is this much worse than the
     *     best; natural logarithm
     */
    public ContextualDecoder(DecodeSpec spec, int width, double margin) {
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1, is " + width);
        }
        this.spec = spec;
        this.width = width;
        this.margin = margin;
    }

    /**
     * Decodes.
     *
     * @param session fresh
     * @param forced tokens that the result begins with, whatever the model thinks
     * @param graph the phrases
     * @param maxTokens most tokens of the result
     * @throws dev.lockstep.inference.model.ModelException if the runtime fails
     */
    public Hypothesis decode(BeamSession session, int[] forced, ContextGraph graph, int maxTokens) {
        int limit = Math.max(maxTokens, forced.length);
        int prompt = spec.startTokens().length;
        int[] first = new int[prompt + forced.length];
        System.arraycopy(spec.startTokens(), 0, first, 0, prompt);
        System.arraycopy(forced, 0, first, prompt, forced.length);
        TokenScores scores = session.begin(first);
        float[] logs = new float[forced.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = scores.logProbability(prompt - 1 + i, forced[i]);
        }
        int runs = 1;
        @Nullable Beam best = null;
        List<Beam> live = List.of(Beam.of(forced, logs).in(first.length - 1));
        while (true) {
            List<Beam> grown = new ArrayList<>();
            for (Beam beam : live) {
                best = better(best, grow(beam, scores, graph, limit, forced.length, grown));
            }
            live = keep(grown, best);
            if (live.isEmpty()) {
                break;
            }
            scores = session.step(parents(live, runs), lastTokens(live));
            runs++;
            live = numbered(live);
        }
        Beam chosen = best == null ? Beam.of(forced, logs) : best;
        return new Hypothesis(chosen.tokens(), chosen.logs(), runs, 0);
    }

    /** Adds what may follow a beam to {@code grown}, and gives what it is worth if it ends here. */
    private @Nullable Beam grow(
            Beam beam,
            TokenScores scores,
            ContextGraph graph,
            int limit,
            int forced,
            List<Beam> grown) {
        double unfinished = graph.unfinished(beam.state());
        if (beam.tokens().length >= limit) {
            return beam.ended(0, unfinished);
        }
        int loop = TokenLoops.length(beam.tokens(), beam.tokens().length);
        if (loop > 0) {
            int kept = beam.tokens().length - loop * (TokenLoops.REPEATS - 1);
            return beam.ended(0, unfinished).cut(Math.max(forced, kept));
        }
        int row = beam.row();
        int likeliest = scores.best(row);
        float most = scores.logProbability(row, likeliest);
        for (int token : graph.continuations(beam.state())) {
            if (token != likeliest) {
                float log = scores.logProbability(row, token);
                if (log >= most - margin) {
                    grown.add(beam.with(token, log, graph.step(beam.state(), token)));
                }
            }
        }
        if (likeliest == spec.endToken()) {
            return beam.ended(most, unfinished);
        }
        grown.add(beam.with(likeliest, most, graph.step(beam.state(), likeliest)));
        return null;
    }

    private static @Nullable Beam better(@Nullable Beam one, @Nullable Beam other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.worth() > one.worth() ? other : one;
    }

    private List<Beam> keep(List<Beam> grown, @Nullable Beam finished) {
        grown.sort(Comparator.comparingDouble(beam -> -beam.worth()));
        double best = finished == null ? Double.NEGATIVE_INFINITY : finished.worth();
        if (!grown.isEmpty()) {
            best = Math.max(best, grown.get(0).worth());
        }
        double least = best - margin;
        return grown.stream().filter(beam -> beam.worth() >= least).limit(width).toList();
    }

    /** The first step's parent is the one continuation that {@link BeamSession#begin} made. */
    private static int[] parents(List<Beam> live, int runs) {
        return live.stream().mapToInt(beam -> runs == 1 ? 0 : beam.row()).toArray();
    }

    private static int[] lastTokens(List<Beam> live) {
        return live.stream().mapToInt(Beam::last).toArray();
    }

    private static List<Beam> numbered(List<Beam> live) {
        List<Beam> numbered = new ArrayList<>(live.size());
        for (int i = 0; i < live.size(); i++) {
            numbered.add(live.get(i).in(i));
        }
        return numbered;
    }
}
