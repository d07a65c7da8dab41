package dev.lockstep.inference.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ShadowRunTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Ticket TICKET = Ticket.of("source", Urgency.VISION);

    private final AtomicBoolean busy = new AtomicBoolean();

    /** Answers differ by the share of characters that differ; "?" is no answer to compare. */
    private enum Texts implements Comparison<String, String> {
        INSTANCE;

        @Override
        public boolean counts(String request, String present) {
            return !present.equals("?");
        }

        @Override
        public boolean failed(String answer) {
            return answer.equals("?");
        }

        @Override
        public Map<String, Double> compare(String present, String candidate) {
            return Map.of(
                    DISAGREEMENT,
                    EditDistance.rate(
                            present.chars().boxed().toList(), candidate.chars().boxed().toList()));
        }
    }

    private static BatchRunner<String, String> answering(UnaryOperator<String> answer) {
        return new BatchRunner<>() {
            @Override
            public void run(List<BatchedRequest<String, String>> batch) {
                batch.forEach(one -> one.answer(answer.apply(one.request())));
            }

            @Override
            public String skipped(String request) {
                return "?";
            }

            @Override
            public String failed(String request, Throwable failure) {
                return "?";
            }

            @Override
            public String refused(String request, String reason) {
                return "?";
            }
        };
    }

    private ShadowRun<String, String> run(int wanted, UnaryOperator<String> answer) {
        return new ShadowRun<>(answering(answer), Texts.INSTANCE, wanted, busy::get);
    }

    private static void show(ShadowRun<String, String> run, String request, int compared)
            throws InterruptedException {
        run.answered(request, TICKET, request, 1_000);
        while (run.progress().compared() < compared && run.failure() == null) {
            run.await(Duration.ofMillis(10));
        }
    }

    @Test
    void meansAreThoseOfWhatWasCompared() throws Exception {
        ShadowRun<String, String> run = run(2, request -> "abcd");

        run.answered("unheard", TICKET, "?", 1_000);
        show(run, "abcd", 1);
        show(run, "abxx", 2);

        assertThat(run.await(LONG)).isTrue();
        SwapEvent.Shadow progress = run.progress();
        assertThat(progress.compared()).isEqualTo(2);
        assertThat(progress.dropped()).isZero();
        assertThat(progress.agreement()).containsEntry(Comparison.DISAGREEMENT, 0.25);
        assertThat(run.failure()).isNull();
        assertThat(run.end(LONG, () -> {})).isTrue();
    }

    @Test
    void whileLiveRequestsWaitNothingIsRun() {
        ShadowRun<String, String> run =
                run(
                        1,
                        request -> {
                            throw new AssertionError("it ran");
                        });
        busy.set(true);

        run.answered("a", TICKET, "a", 1);
        run.answered("b", TICKET, "b", 1);

        assertThat(run.progress().dropped()).isEqualTo(2);
        assertThat(run.progress().compared()).isZero();
        assertThat(run.end(LONG, () -> {})).isTrue();
    }

    @Test
    void whatComesDuringARunIsDropped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        ShadowRun<String, String> run =
                run(
                        1,
                        request -> {
                            begun.countDown();
                            await(ends);
                            return request;
                        });
        run.answered("a", TICKET, "a", 1);
        begun.await();

        run.answered("b", TICKET, "b", 1);
        assertThat(run.progress().dropped()).isEqualTo(1);

        // It runs still: whoever owns the candidate hears when it has ended.
        CountDownLatch late = new CountDownLatch(1);
        assertThat(run.end(Duration.ofMillis(1), late::countDown)).isFalse();
        ends.countDown();
        late.await();
    }

    @Test
    void oneFailureIsForgivenTwoAreNot() throws Exception {
        ShadowRun<String, String> run =
                run(
                        1_000,
                        request -> {
                            if (request.equals("good")) {
                                return request;
                            }
                            throw new IllegalStateException("broken " + request);
                        });
        run.answered("bad", TICKET, "bad", 1);
        while (run.progress().compared() == 0) {
            run.answered("good", TICKET, "good", 1);
        }
        assertThat(run.failure()).isNull();
        while (run.failure() == null) {
            run.answered("worse", TICKET, "worse", 1);
        }

        assertThat(run.await(LONG)).isTrue();
        assertThat(run.failure()).hasMessage("broken worse");
        assertThat(run.end(LONG, () -> {})).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
