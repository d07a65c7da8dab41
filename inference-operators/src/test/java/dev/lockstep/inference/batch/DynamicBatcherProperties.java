package dev.lockstep.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DynamicBatcherProperties {
    /** A request: whose, how urgent, about what, whether it may be overtaken, how it fails. */
    record Asked(int source, int urgency, int subject, boolean passing, int bucket, int failing) {}

    @Provide
    Arbitrary<List<Asked>> requests() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(8, 0),
                                net.jqwik.api.Tuple.of(1, 1),
                                net.jqwik.api.Tuple.of(1, 2),
                                net.jqwik.api.Tuple.of(1, 3)))
                .as(Asked::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** Fails for good (1), in company only (2), or forgets to answer (3). */
    private static final class Moody implements BatchRunner<Integer, String> {
        private final List<Asked> asked;
        private final int batchSize;

        Moody(List<Asked> asked, int batchSize) {
            this.asked = asked;
            this.batchSize = batchSize;
        }

        @Override
        public void run(List<BatchedRequest<Integer, String>> batch) {
            assertThat(batch).hasSizeBetween(1, batchSize);
            assertThat(batch.stream().map(b -> b.ticket().bucket()).distinct()).hasSize(1);
            for (BatchedRequest<Integer, String> one : batch) {
                Asked what = asked.get(one.request());
                if (what.failing() == 1 || (what.failing() == 2 && batch.size() > 1)) {
                    throw new IllegalStateException("moody");
                }
            }
            for (BatchedRequest<Integer, String> one : batch) {
                Asked what = asked.get(one.request());
                if (what.failing() != 3) {
                    one.answer("done " + one.request());
                    one.answer("done twice " + one.request());
                }
            }
        }

        @Override
        public String skipped(Integer request) {
            return "skipped " + request;
        }

        @Override
        public String failed(Integer request, Throwable failure) {
            return "failed " + request;
        }

        @Override
        public String refused(Integer request, String reason) {
            return "refused " + request;
        }
    }

    @Property(tries = 300)
    void eachRequestGetsItsOwnAnswerInTheOrderOfItsSource(
            @ForAll("requests") List<Asked> asked,
            @ForAll @IntRange(min = 1, max = 5) int batchSize,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll @IntRange(min = 0, max = 1) int delayMs,
            @ForAll @IntRange(min = 1, max = 9) int capacity)
            throws Exception {
        BatcherConf conf =
                new BatcherConf(
                        batchSize,
                        Duration.ofMillis(delayMs),
                        threads,
                        capacity,
                        capacity,
                        false,
                        Duration.ofMinutes(1),
                        false);
        Map<Integer, List<Integer>> answered = new ConcurrentHashMap<>();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        InferenceWorkers workers = new InferenceWorkers(System::nanoTime);
        try (var batcher = new DynamicBatcher<>(conf, new Moody(asked, batchSize), workers)) {
            for (int i = 0; i < asked.size(); i++) {
                int number = i;
                Asked what = asked.get(i);
                Ticket ticket =
                        new Ticket(
                                "s" + what.source(),
                                Urgency.values()[what.urgency()],
                                what.subject(),
                                what.passing(),
                                what.bucket(),
                                Ticket.NO_DEADLINE);
                List<Integer> order =
                        answered.computeIfAbsent(
                                what.source(),
                                s -> java.util.Collections.synchronizedList(new ArrayList<>()));
                answers.add(
                        batcher.submit(number, ticket, BatchListener.NONE)
                                .whenComplete((answer, error) -> order.add(number)));
            }
            CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get();
        }
        Map<Integer, List<Integer>> handedIn = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked what = asked.get(i);
            handedIn.computeIfAbsent(what.source(), s -> new ArrayList<>()).add(i);
            String answer = answers.get(i).get();
            boolean broken = what.failing() == 1 || what.failing() == 3;
            String expected = (broken ? "failed " : "done ") + i;
            if (isOvertakable(asked, i)) {
                assertThat(answer).isIn(expected, "skipped " + i);
            } else {
                assertThat(answer).isEqualTo(expected);
            }
        }
        assertThat(answered).isEqualTo(handedIn);
    }

    /** Whether the next request of the source is about the same. */
    private static boolean isOvertakable(List<Asked> asked, int i) {
        for (int j = i + 1; j < asked.size(); j++) {
            if (asked.get(j).source() == asked.get(i).source()) {
                return asked.get(i).passing() && asked.get(j).subject() == asked.get(i).subject();
            }
        }
        return false;
    }
}
