package dev.lockstep.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** No GPU is at hand that runs out of memory when told to, so the faults are made here. */
class DegradeLadderTest {
    private final List<String> steps = new ArrayList<>();
    private final List<String> runs = new ArrayList<>();
    private final FakeGpu gpu = new FakeGpu();
    private final DegradeLadder ladder =
            new DegradeLadder(gpu, e -> String.valueOf(e.getMessage()).contains("memory"));

    /** Rows that fit at once; a rebuild may free more. */
    private final class FakeGpu implements DegradeLadder.Device {
        private boolean onGpu = true;
        private int fits = Integer.MAX_VALUE;
        private int fitsAfterRebuild;

        @Override
        public boolean onGpu() {
            return onGpu;
        }

        @Override
        public void rebuild() {
            steps.add("rebuild");
            fits = fitsAfterRebuild;
        }

        @Override
        public void halved(int largestBatch) {
            steps.add("half " + largestBatch);
        }

        @Override
        public void moveToCpu() {
            steps.add("cpu");
            onGpu = false;
        }

        void run(int from, int count) {
            if (onGpu && count > fits) {
                throw new IllegalStateException("no memory");
            }
            runs.add(from + "+" + count);
        }
    }

    @Test
    void aGoodBatchIsOneRun() {
        ladder.run(8, gpu::run);
        assertThat(runs).containsExactly("0+8");
        assertThat(steps).isEmpty();
    }

    @Test
    void aRebuildThatHelpsIsEnough() {
        gpu.fits = 0;
        gpu.fitsAfterRebuild = 8;
        ladder.run(8, gpu::run);
        assertThat(steps).containsExactly("rebuild");
        assertThat(runs).containsExactly("0+8");
        assertThat(ladder.rebuilds()).isEqualTo(1);
        assertThat(ladder.halvings()).isZero();
    }

    @Test
    void theBatchIsHalvedUntilItFitsAndStaysSmall() {
        gpu.fits = 3;
        gpu.fitsAfterRebuild = 3;
        ladder.run(8, gpu::run);
        assertThat(steps).containsExactly("rebuild", "half 4", "half 2");
        assertThat(runs).containsExactly("0+2", "2+2", "4+2", "6+2");
        assertThat(ladder.largestBatch()).isEqualTo(2);
        assertThat(ladder.halvings()).isEqualTo(2);
        runs.clear();
        ladder.run(5, gpu::run);
        assertThat(runs).containsExactly("0+2", "2+2", "4+1");
        assertThat(steps).hasSize(3);
    }

    @Test
    void rowsThatWereDoneAreNotDoneAgain() {
        gpu.fits = 4;
        gpu.fitsAfterRebuild = 4;
        ladder.run(
                8,
                (from, count) -> {
                    gpu.run(from, count);
                    gpu.fits = from == 0 ? 1 : gpu.fits;
                });
        assertThat(runs).containsExactly("0+4", "4+1", "5+1", "6+1", "7+1");
    }

    @Test
    void theCpuTakesOverWhenOneRowDoesNotFit() {
        gpu.fits = 0;
        ladder.run(4, gpu::run);
        assertThat(steps).containsExactly("rebuild", "half 2", "half 1", "cpu");
        assertThat(runs).containsExactly("0+4");
        assertThat(ladder.fallbacks()).isEqualTo(1);
        assertThat(ladder.largestBatch()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anotherRebuildIsTriedOnlyAfterManyGoodRuns() {
        gpu.fits = 0;
        gpu.fitsAfterRebuild = 4;
        ladder.run(4, gpu::run);
        gpu.fits = 2;
        ladder.run(4, gpu::run);
        assertThat(steps).containsExactly("rebuild", "half 2");
        for (int i = 0; i < DegradeLadder.RUNS_BETWEEN_REBUILDS; i++) {
            ladder.run(1, gpu::run);
        }
        gpu.fits = 1;
        ladder.run(2, gpu::run);
        assertThat(steps).containsExactly("rebuild", "half 2", "rebuild");
    }

    @Test
    void otherFailuresAndACpuWithoutMemoryAreThrown() {
        assertThatThrownBy(
                        () ->
                                ladder.run(
                                        4,
                                        (from, count) -> {
                                            throw new IllegalStateException("bad shape");
                                        }))
                .hasMessage("bad shape");
        gpu.onGpu = false;
        assertThatThrownBy(
                        () ->
                                ladder.run(
                                        4,
                                        (from, count) -> {
                                            throw new IllegalStateException("no memory");
                                        }))
                .hasMessage("no memory");
        assertThat(steps).isEmpty();
    }

    @Test
    void runsThatFailTogetherTakeOneStep() throws Exception {
        int threads = 4;
        CyclicBarrier together = new CyclicBarrier(threads);
        ThreadLocal<Boolean> failed = ThreadLocal.withInitial(() -> false);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(
                        pool.submit(
                                () -> {
                                    ladder.run(
                                            8,
                                            (from, count) -> {
                                                if (!failed.get()) {
                                                    failed.set(true);
                                                    together.await();
                                                    throw new IllegalStateException("no memory");
                                                }
                                            });
                                    return true;
                                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(steps).containsExactly("rebuild");
    }
}
