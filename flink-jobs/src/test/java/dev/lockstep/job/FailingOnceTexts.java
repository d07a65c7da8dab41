package dev.lockstep.job;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.operator.TextModels;
import dev.lockstep.inference.text.TextAnalyzer;
import dev.lockstep.inference.text.TextEncoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Models whose encoder breaks the task that asks it, once, when told to.
 *
 * @param models what they are otherwise
 */
record FailingOnceTexts(TextModels models) implements TextModels {
    private static final AtomicBoolean ARMED = new AtomicBoolean();
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    static void failNext() {
        FAILED.set(false);
        ARMED.set(true);
    }

    static boolean hasFailed() {
        return FAILED.get();
    }

    @Override
    public Lease acquire() {
        Lease lease = models.acquire();
        return new Lease() {
            @Override
            public TextAnalyzer analyzer() {
                return lease.analyzer();
            }

            @Override
            public TextEncoder encoder() {
                return new FailingEncoder(Objects.requireNonNull(lease.encoder()));
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }

    private record FailingEncoder(TextEncoder encoder) implements TextEncoder {
        @Override
        public CompletableFuture<List<float[]>> encode(List<String> texts) {
            if (ARMED.compareAndSet(true, false)) {
                FAILED.set(true);
                throw new IllegalStateException("the task fails on purpose");
            }
            return encoder.encode(texts);
        }

        @Override
        public int dimension() {
            return encoder.dimension();
        }

        @Override
        public ModelIdentity identity() {
            return encoder.identity();
        }

        @Override
        public void close() {
            encoder.close();
        }
    }
}
