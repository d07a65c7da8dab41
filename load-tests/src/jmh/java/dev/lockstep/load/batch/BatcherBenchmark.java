package dev.lockstep.load.batch;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.BatcherConf;
import dev.lockstep.inference.batch.DynamicBatcher;
import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import dev.lockstep.load.measure.CallBenchmark;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What is around a batch where the model costs nothing: queueing, waking a thread, answering. An
 * operation is a request of each stream, handed in together and answered.
 */
public class BatcherBenchmark extends CallBenchmark {
    /** Streams that ask at once. */
    @Param({"1", "16"})
    public int streams;

    @SuppressWarnings("NullAway.Init") // JMH sets up first
    private DynamicBatcher<Integer, Integer> batcher;

    private Ticket[] tickets = {};

    /** Answers at once. */
    private static final class Echo implements BatchRunner<Integer, Integer> {
        @Override
        public void run(List<BatchedRequest<Integer, Integer>> batch) {
            batch.forEach(request -> request.answer(request.request()));
        }

        @Override
        public Integer skipped(Integer request) {
            return request;
        }

        @Override
        public Integer failed(Integer request, Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public Integer refused(Integer request, String reason) {
            throw new IllegalStateException(reason);
        }
    }

    /** Two threads and batches of up to 8, as speech has them. */
    @Setup
    public void begin() {
        batcher =
                new DynamicBatcher<>(
                        new BatcherConf(
                                8,
                                Duration.ZERO,
                                2,
                                4096,
                                4096,
                                false,
                                Duration.ofSeconds(30),
                                false),
                        new Echo(),
                        new InferenceWorkers(System::nanoTime));
        tickets = new Ticket[streams];
        for (int i = 0; i < streams; i++) {
            tickets[i] = Ticket.of("stream-" + i, Urgency.PARTIAL_SPEECH);
        }
    }

    /** A request of each stream. */
    @Benchmark
    public void requests() {
        CompletableFuture<?>[] answers = new CompletableFuture<?>[streams];
        for (int i = 0; i < streams; i++) {
            answers[i] = batcher.submit(i, tickets[i], BatchListener.NONE);
        }
        CompletableFuture.allOf(answers).join();
    }

    /** Ends the threads. */
    @TearDown
    public void end() {
        batcher.close();
    }
}
