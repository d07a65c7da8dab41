package dev.lockstep.inference.text.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.DynamicBatcher;
import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.text.TextBatches;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cache and the batches, on one thread. */
@Timeout(60)
class PooledTextEncoderTest {
    private static final int MANY = 1_000_000;

    private final Lengths model = new Lengths();
    private final InferenceWorkers workers = new InferenceWorkers(System::nanoTime);
    private final PooledTextEncoder encoder =
            new PooledTextEncoder(model, new ModelIdentity("m", "1", ""), workers, 1, 3);

    /** A vector that tells the length of the text; fails on request, and waits to be let run. */
    private static final class Lengths implements SentenceModel {
        final List<List<String>> runs = Collections.synchronizedList(new ArrayList<>());
        final Semaphore begun = new Semaphore(0);
        final Semaphore let = new Semaphore(MANY);
        volatile boolean failing;

        @Override
        public float[][] encode(List<String> texts) {
            begun.release();
            let.acquireUninterruptibly();
            if (failing) {
                throw new ModelException("It failed.");
            }
            runs.add(texts);
            return texts.stream().map(t -> new float[] {t.length()}).toArray(float[][]::new);
        }

        List<String> seen() {
            return runs.stream().flatMap(List::stream).sorted().toList();
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        model.let.release(MANY);
        encoder.close();
    }

    private List<float[]> run(String... texts) {
        return encoder.encode(List.of(texts)).join();
    }

    @Test
    void answersInOrderAndEncodesEachTextOnce() {
        assertThat(run("a", "bb", "a", "  ", "ccc"))
                .extracting(vector -> vector.length == 0 ? -1f : vector[0])
                .containsExactly(1f, 2f, 1f, -1f, 3f);
        assertThat(run("ccc", "a")).extracting(vector -> vector[0]).containsExactly(3f, 1f);
        assertThat(model.seen()).containsExactly("a", "bb", "ccc");
        assertThat(encoder.encoded()).isEqualTo(3);
    }

    @Test
    void whatWaitsForAThreadIsEncodedTogetherAndOnce() {
        model.let.drainPermits();
        CompletableFuture<List<float[]>> first = encoder.encode(List.of("a"));
        model.begun.acquireUninterruptibly();
        CompletableFuture<List<float[]>> second = encoder.encode(List.of("b", "a", "cc"));
        CompletableFuture<List<float[]>> third = encoder.encode(List.of("cc", "ddd"));
        model.let.release(MANY);
        assertThat(second.join().get(1)).isSameAs(first.join().get(0));
        assertThat(third.join().get(0)).isSameAs(second.join().get(2));
        assertThat(model.runs).containsExactly(List.of("a"), List.of("b", "cc", "ddd"));
    }

    @Test
    void textGoesBeforePicturesThatWaitedLonger() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (DynamicBatcher<String, String> pictures =
                new DynamicBatcher<>(TextBatches.of(1, 1), new Recording(order), workers)) {
            model.let.drainPermits();
            CompletableFuture<?> busy = encoder.encode(List.of("a"));
            model.begun.acquireUninterruptibly();
            CompletableFuture<?> picture =
                    pictures.submit(
                            "picture", Ticket.of("cam", Urgency.VISION), BatchListener.NONE);
            CompletableFuture<?> text =
                    encoder.encode(List.of("b")).thenRun(() -> order.add("text"));
            model.let.release(MANY);
            CompletableFuture.allOf(busy, picture, text).join();
        }
        assertThat(order).containsExactly("text", "picture");
    }

    /** Says what it ran, and when. */
    private record Recording(List<String> order) implements BatchRunner<String, String> {
        @Override
        public void run(List<BatchedRequest<String, String>> batch) {
            for (BatchedRequest<String, String> one : batch) {
                order.add(one.request());
                one.answer(one.request());
            }
        }

        @Override
        public String skipped(String request) {
            return "skipped";
        }

        @Override
        public String failed(String request, Throwable failure) {
            return "failed";
        }

        @Override
        public String refused(String request, String reason) {
            return "refused";
        }
    }

    @Test
    void theTextThatWasLongestNotAskedForIsForgotten() {
        run("a", "b", "c");
        run("a");
        run("d");
        assertThat(encoder.remembered()).isEqualTo(3);
        run("a", "c", "b");
        assertThat(model.seen()).containsExactly("a", "b", "b", "c", "d");
        run("x".repeat(PooledTextEncoder.LONGEST_REMEMBERED + 1));
        assertThat(encoder.remembered()).isEqualTo(3);
    }

    @Test
    void aFailureIsNotRemembered() {
        model.failing = true;
        assertThatThrownBy(() -> run("a")).hasRootCauseInstanceOf(ModelException.class);
        model.failing = false;
        assertThat(run("a").get(0)).containsExactly(1f);
    }

    @Test
    void whoAsksAClosedEncoderIsToldSo() {
        encoder.close();
        assertThatThrownBy(() -> run("a"))
                .hasRootCauseInstanceOf(ModelException.class)
                .hasRootCauseMessage("The models are closed.");
        assertThat(encoder.remembered()).isZero();
    }
}
