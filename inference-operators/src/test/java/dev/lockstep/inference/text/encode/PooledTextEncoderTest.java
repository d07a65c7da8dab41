package dev.lockstep.inference.text.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.ModelIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The cache and the queue; tasks run when the test says so. */
class PooledTextEncoderTest {
    private final Lengths model = new Lengths();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PooledTextEncoder encoder =
            new PooledTextEncoder(model, new ModelIdentity("m", "1", ""), tasks::add, 3);

    /** A vector that tells the length of the text; fails on request. */
    private static final class Lengths implements SentenceModel {
        final List<String> seen = new ArrayList<>();
        boolean failing;

        @Override
        public float[][] encode(List<String> texts) {
            if (failing) {
                throw new ModelException("It failed.");
            }
            seen.addAll(texts);
            return texts.stream().map(t -> new float[] {t.length()}).toArray(float[][]::new);
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private List<float[]> run(String... texts) {
        CompletableFuture<List<float[]>> answer = encoder.encode(List.of(texts));
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        return answer.join();
    }

    @Test
    void answersInOrderAndEncodesEachTextOnce() {
        assertThat(run("a", "bb", "a", "  ", "ccc"))
                .extracting(vector -> vector.length == 0 ? -1f : vector[0])
                .containsExactly(1f, 2f, 1f, -1f, 3f);
        assertThat(run("ccc", "a")).extracting(vector -> vector[0]).containsExactly(3f, 1f);
        assertThat(model.seen).containsExactly("a", "bb", "ccc");
        assertThat(encoder.encoded()).isEqualTo(3);
    }

    @Test
    void twoWhoAskAtTheSameTimeShareARun() {
        CompletableFuture<List<float[]>> first = encoder.encode(List.of("a"));
        CompletableFuture<List<float[]>> second = encoder.encode(List.of("a"));
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(first.join().get(0)).isSameAs(second.join().get(0));
    }

    @Test
    void theTextThatWasLongestNotAskedForIsForgotten() {
        run("a", "b", "c");
        run("a");
        run("d");
        assertThat(encoder.remembered()).isEqualTo(3);
        run("a", "c", "b");
        assertThat(model.seen).containsExactly("a", "b", "c", "d", "b");
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
    void aClosedExecutorIsAFailureAndNoHang() {
        PooledTextEncoder closed =
                new PooledTextEncoder(
                        model,
                        new ModelIdentity("m", "1", ""),
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        3);
        assertThatThrownBy(() -> closed.encode(List.of("a")).join())
                .hasRootCauseInstanceOf(RejectedExecutionException.class);
        assertThat(closed.remembered()).isZero();
    }
}
