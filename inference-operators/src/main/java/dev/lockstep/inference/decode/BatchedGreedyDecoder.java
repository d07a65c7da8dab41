package dev.lockstep.inference.decode;

import dev.lockstep.inference.model.ModelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * {@link GreedyDecoder} for several inputs at once. Each input has its own pass over prompt and
 * draft; then the shortest row is stepped until it has the length of the next one, which joins it,
 * so no row waits for another's end and there are no more passes than the longest row has. A row
 * that ends leaves. Stateless, thread-safe.
 */
public final class BatchedGreedyDecoder {
    private final DecodeSpec spec;

    /**
     * @param spec tokens and limits of the model
     */
    public BatchedGreedyDecoder(DecodeSpec spec) {
        this.spec = spec;
    }

    /**
     * An input; the arrays are handed over, never written to. See {@link GreedyDecoder#decode}.
     *
     * @param session fresh, nothing fed yet
     * @param forced tokens that the result begins with
     * @param draft a guess of the whole result
     * @param maxTokens most tokens of the result
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Input(DecoderSession session, int[] forced, int[] draft, int maxTokens) {}

    /** A row and whose it is. */
    private static final class Runner {
        final int index;
        final DecoderSession session;
        final DecodeRow row;

        Runner(int index, DecoderSession session, DecodeRow row) {
            this.index = index;
            this.session = session;
            this.row = row;
        }
    }

    /**
     * Decodes all of them.
     *
     * @param batch empty
     * @param done hears each result as soon as it is there, by the number of its input
     * @throws ModelException if the runtime fails; the results that are there have been told
     */
    public void decode(
            List<Input> inputs, DecoderBatch batch, BiConsumer<Integer, Hypothesis> done) {
        PriorityQueue<Runner> apart =
                new PriorityQueue<>(
                        Comparator.<Runner>comparingInt(r -> r.session.length())
                                .thenComparingInt(r -> r.index));
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            DecodeRow row = new DecodeRow(spec, input.forced(), input.draft(), input.maxTokens());
            row.begin(input.session());
            if (row.ended()) {
                done.accept(i, row.hypothesis());
            } else {
                apart.add(new Runner(i, input.session(), row));
            }
        }
        step(apart, batch, done);
    }

    private static void step(
            PriorityQueue<Runner> apart, DecoderBatch batch, BiConsumer<Integer, Hypothesis> done) {
        List<Runner> together = new ArrayList<>();
        int length = 0;
        while (!apart.isEmpty() || !together.isEmpty()) {
            if (together.isEmpty()) {
                alone(apart, done);
                Runner shortest = apart.peek();
                if (shortest == null) {
                    return;
                }
                length = shortest.session.length();
            }
            join(apart, batch, together, length);
            feed(batch, together, done);
            length++;
        }
    }

    /** Steps the shortest by itself, while it is shorter than every other. */
    private static void alone(PriorityQueue<Runner> apart, BiConsumer<Integer, Hypothesis> done) {
        while (!apart.isEmpty()) {
            Runner shortest = apart.remove();
            Runner next = apart.peek();
            while (!shortest.row.ended()
                    && (next == null || shortest.session.length() < next.session.length())) {
                shortest.row.step(shortest.session.feed(shortest.row.token()), 0);
            }
            if (!shortest.row.ended()) {
                apart.add(shortest);
                return;
            }
            done.accept(shortest.index, shortest.row.hypothesis());
        }
    }

    private static void join(
            PriorityQueue<Runner> apart, DecoderBatch batch, List<Runner> together, int length) {
        for (Runner next = apart.peek();
                next != null && next.session.length() == length;
                next = apart.peek()) {
            if (!batch.join(next.session)) {
                return;
            }
            together.add(apart.remove());
        }
    }

    private static void feed(
            DecoderBatch batch, List<Runner> together, BiConsumer<Integer, Hypothesis> done) {
        int[] tokens = new int[together.size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = together.get(i).row.token();
        }
        TokenScores scores = batch.feed(tokens);
        for (int i = 0; i < tokens.length; i++) {
            together.get(i).row.step(scores, i);
        }
        for (int i = tokens.length - 1; i >= 0; i--) {
            Runner runner = together.get(i);
            if (runner.row.ended()) {
                batch.leave(i);
                Runner last = together.remove(together.size() - 1);
                if (last != runner) {
                    together.set(i, last);
                }
                done.accept(runner.index, runner.row.hypothesis());
            }
        }
    }
}
