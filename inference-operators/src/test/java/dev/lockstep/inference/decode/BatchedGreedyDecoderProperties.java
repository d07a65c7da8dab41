package dev.lockstep.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchedGreedyDecoderProperties {
    private static final DecodeSpec SPEC = new DecodeSpec(new int[] {1, 3}, 2);

    /** What a model would say, what it is told to begin with and to try, and how far it may go. */
    record Case(int[] sentence, int forced, int[] draft, int limit) {
        int[] prefix() {
            return Arrays.copyOf(draft, Math.min(forced, draft.length));
        }
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        Arbitrary<int[]> tokens =
                Arbitraries.integers().between(10, 13).array(int[].class).ofMaxSize(24);
        return Combinators.combine(
                        tokens,
                        Arbitraries.integers().between(0, 4),
                        tokens,
                        Arbitraries.integers().between(1, 30))
                .as(Case::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9);
    }

    @Property
    void everyRowIsDecodedAsIfItWereAlone(
            @ForAll("cases") List<Case> cases, @ForAll boolean narrow) {
        List<BatchedGreedyDecoder.Input> inputs = new ArrayList<>();
        List<Hypothesis> expected = new ArrayList<>();
        for (Case one : cases) {
            expected.add(
                    new GreedyDecoder(SPEC)
                            .decode(
                                    new SentenceSession(one.sentence()),
                                    one.prefix(),
                                    one.draft(),
                                    one.limit()));
            inputs.add(
                    new BatchedGreedyDecoder.Input(
                            new SentenceSession(one.sentence()),
                            one.prefix(),
                            one.draft(),
                            one.limit()));
        }
        int saved;
        Hypothesis[] found = new Hypothesis[cases.size()];
        try (CountingBatch batch = new CountingBatch(narrow ? 2 : 99)) {
            new BatchedGreedyDecoder(SPEC)
                    .decode(
                            inputs,
                            batch,
                            (i, hypothesis) -> {
                                assertThat(found[i]).isNull();
                                found[i] = hypothesis;
                            });
            assertThat(batch.size()).isZero();
            saved = batch.rowsFed - batch.feeds;
        }
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i].tokens()).isEqualTo(expected.get(i).tokens());
            assertThat(found[i].logProbabilities()).isEqualTo(expected.get(i).logProbabilities());
            assertThat(found[i].decoderRuns()).isEqualTo(expected.get(i).decoderRuns());
            assertThat(found[i].draftAccepted()).isEqualTo(expected.get(i).draftAccepted());
        }
        if (!narrow) {
            assertThat(steps(inputs) - saved).isEqualTo(lengths(inputs));
        }
    }

    private static int steps(List<BatchedGreedyDecoder.Input> inputs) {
        return inputs.stream().mapToInt(i -> ((SentenceSession) i.session()).stepsAt.size()).sum();
    }

    /** Lengths at which any row is stepped: rows of one length take one pass. */
    private static long lengths(List<BatchedGreedyDecoder.Input> inputs) {
        return inputs.stream()
                .flatMap(i -> ((SentenceSession) i.session()).stepsAt.stream())
                .distinct()
                .count();
    }

    /** Rows that are stepped apart, with a look at what a batch must hold to. */
    private static final class CountingBatch implements DecoderBatch {
        private final SeparateDecoders rows = new SeparateDecoders();
        private final int room;
        private final List<DecoderSession> inside = new ArrayList<>();
        int feeds;
        int rowsFed;

        CountingBatch(int room) {
            this.room = room;
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public boolean join(DecoderSession session) {
            if (rows.size() == room) {
                return false;
            }
            inside.add(session);
            return rows.join(session);
        }

        @Override
        public void leave(int row) {
            DecoderSession last = inside.remove(inside.size() - 1);
            if (row < inside.size()) {
                inside.set(row, last);
            }
            rows.leave(row);
        }

        @Override
        public TokenScores feed(int[] tokens) {
            assertThat(tokens).hasSize(inside.size());
            assertThat(inside.stream().map(DecoderSession::length).distinct()).hasSize(1);
            feeds++;
            rowsFed += tokens.length;
            return rows.feed(tokens);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** A model that says its sentence, and knows only its position in it. */
    private static final class SentenceSession implements DecoderSession {
        final List<Integer> stepsAt = new ArrayList<>();
        private final int[] sentence;
        private int fed;

        SentenceSession(int[] sentence) {
            this.sentence = sentence;
        }

        @Override
        public TokenScores feed(int... tokens) {
            int before = fed;
            if (before > 0) {
                stepsAt.add(before);
            }
            fed += tokens.length;
            return new TokenScores() {
                @Override
                public int rows() {
                    return tokens.length;
                }

                @Override
                public int best(int row) {
                    int at = before + row - 1;
                    return at < sentence.length ? sentence[at] : 2;
                }

                @Override
                public float logProbability(int row, int token) {
                    return -(before + row + 1) - token / 100f;
                }
            };
        }

        @Override
        public int length() {
            return fed;
        }

        @Override
        public void truncate(int length) {
            fed = length;
        }

        @Override
        public void close() {}
    }
}
