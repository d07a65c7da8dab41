package dev.lockstep.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DynamicBatcherTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final InferenceWorkers workers = new InferenceWorkers(System::nanoTime);
    private final RecordingRunner runner = new RecordingRunner();

    private static BatcherConf conf(int size, Duration delay, int threads) {
        return new BatcherConf(size, delay, threads, 1000, 1000, false, LONG, false);
    }

    private DynamicBatcher<String, String> batcher(BatcherConf conf) {
        return new DynamicBatcher<>(conf, runner, workers);
    }

    private static Ticket ticket(String source, Urgency urgency) {
        return Ticket.of(source, urgency);
    }

    private static Ticket partial(String source, long utterance) {
        return new Ticket(source, Urgency.PARTIAL_SPEECH, utterance, true, 0, Ticket.NO_DEADLINE);
    }

    private static CompletableFuture<String> submit(
            DynamicBatcher<String, String> batcher, String request, Ticket ticket) {
        return batcher.submit(request, ticket, BatchListener.NONE);
    }

    @Test
    void aLoneRequestIsNotDelayed() throws Exception {
        try (var batcher = batcher(conf(8, Duration.ZERO, 1))) {
            assertThat(submit(batcher, "a", ticket("s", Urgency.FINAL_SPEECH)).get())
                    .isEqualTo("done a");
        }
    }

    @Test
    void whatComesWhileAllThreadsAreBusyIsJoined() throws Exception {
        CountDownLatch gate = runner.hold();
        try (var batcher = batcher(conf(3, Duration.ZERO, 1))) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            all.add(submit(batcher, "0", ticket("s0", Urgency.FINAL_SPEECH)));
            runner.entered.await();
            for (int i = 1; i <= 4; i++) {
                all.add(submit(batcher, "" + i, ticket("s" + i, Urgency.FINAL_SPEECH)));
            }
            gate.countDown();
            for (int i = 0; i <= 4; i++) {
                assertThat(all.get(i).get()).isEqualTo("done " + i);
            }
            assertThat(runner.batches)
                    .containsExactly(List.of("0"), List.of("1", "2", "3"), List.of("4"));
        }
    }

    @Test
    void aFullBatchAndADeadlineDoNotWaitForTheDelay() throws Exception {
        try (var batcher = batcher(conf(2, LONG, 1))) {
            CompletableFuture<String> first =
                    submit(batcher, "a", ticket("s1", Urgency.PARTIAL_SPEECH));
            assertThat(first).isNotCompleted();
            submit(batcher, "b", ticket("s2", Urgency.PARTIAL_SPEECH)).get();
            first.get();
            Ticket now =
                    new Ticket(
                            "s3",
                            Urgency.PARTIAL_SPEECH,
                            null,
                            false,
                            0,
                            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1));
            assertThat(submit(batcher, "c", now).get()).isEqualTo("done c");
            assertThat(runner.batches).containsExactly(List.of("a", "b"), List.of("c"));
        }
    }

    @Test
    void theOldestWaitsNoLongerThanTheDelay() throws Exception {
        try (var batcher = batcher(conf(8, Duration.ofMillis(2), 1))) {
            assertThat(submit(batcher, "a", ticket("s", Urgency.FINAL_SPEECH)).get())
                    .isEqualTo("done a");
        }
    }

    @Test
    void onlyOneBucketIsJoined() throws Exception {
        CountDownLatch gate = runner.hold();
        try (var batcher = batcher(conf(8, Duration.ZERO, 1))) {
            submit(batcher, "0", ticket("s", Urgency.FINAL_SPEECH));
            runner.entered.await();
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                Ticket ticket =
                        new Ticket(
                                "s" + i,
                                Urgency.FINAL_SPEECH,
                                null,
                                false,
                                i % 2,
                                Ticket.NO_DEADLINE);
                all.add(submit(batcher, "" + i, ticket));
            }
            gate.countDown();
            for (CompletableFuture<String> one : all) {
                one.get();
            }
            assertThat(runner.batches)
                    .containsExactly(List.of("0"), List.of("1", "3"), List.of("2", "4"));
        }
    }

    @Test
    void urgentOnesGoFirstAndAFloodWaitsBehindNewcomers() throws Exception {
        CountDownLatch gate = runner.hold();
        try (var batcher = batcher(conf(1, Duration.ZERO, 1))) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            all.add(submit(batcher, "flood0", ticket("flood", Urgency.PARTIAL_SPEECH)));
            runner.entered.await();
            for (int i = 1; i <= 3; i++) {
                all.add(submit(batcher, "flood" + i, ticket("flood", Urgency.PARTIAL_SPEECH)));
            }
            all.add(submit(batcher, "calm0", ticket("calm", Urgency.PARTIAL_SPEECH)));
            all.add(submit(batcher, "calm1", ticket("calm", Urgency.PARTIAL_SPEECH)));
            all.add(submit(batcher, "final", ticket("other", Urgency.FINAL_SPEECH)));
            gate.countDown();
            for (CompletableFuture<String> one : all) {
                one.get();
            }
            assertThat(runner.batches.stream().map(b -> b.get(0)))
                    .containsExactly(
                            "flood0", "final", "calm0", "flood1", "calm1", "flood2", "flood3");
        }
    }

    @Test
    void whatANewerOneOvertakesIsSkippedInItsTurn() throws Exception {
        CountDownLatch gate = runner.hold();
        try (var batcher = batcher(conf(1, Duration.ZERO, 1))) {
            List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<?>> all = new ArrayList<>();
            Ticket last = new Ticket("s", Urgency.FINAL_SPEECH, 7L, false, 0, Ticket.NO_DEADLINE);
            all.add(submit(batcher, "p0", partial("s", 7)).thenAccept(answers::add));
            runner.entered.await();
            all.add(submit(batcher, "p1", partial("s", 7)).thenAccept(answers::add));
            all.add(submit(batcher, "p2", partial("s", 7)).thenAccept(answers::add));
            all.add(submit(batcher, "f", last).thenAccept(answers::add));
            all.add(submit(batcher, "q0", partial("s", 8)).thenAccept(answers::add));
            CompletableFuture<String> idle = submit(batcher, "x0", partial("t", 1));
            CompletableFuture<String> newer = submit(batcher, "x1", partial("t", 1));
            // A source of which nothing runs is skipped at once.
            assertThat(idle.get()).isEqualTo("skipped x0");
            assertThat(newer).isNotCompleted();
            gate.countDown();
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get();
            assertThat(newer.get()).isEqualTo("done x1");
            assertThat(answers)
                    .containsExactly("done p0", "skipped p1", "skipped p2", "done f", "done q0");
        }
    }

    @Test
    void aBadRequestDoesNotTakeItsMatesAlong() throws Exception {
        CountDownLatch gate = runner.hold();
        runner.poison.add("2");
        try (var batcher = batcher(conf(8, Duration.ZERO, 1))) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            all.add(submit(batcher, "0", ticket("s0", Urgency.FINAL_SPEECH)));
            runner.entered.await();
            for (int i = 1; i <= 3; i++) {
                all.add(submit(batcher, "" + i, ticket("s" + i, Urgency.FINAL_SPEECH)));
            }
            gate.countDown();
            assertThat(all.get(1).get()).isEqualTo("done 1");
            assertThat(all.get(2).get()).isEqualTo("failed 2: poison");
            assertThat(all.get(3).get()).isEqualTo("done 3");
            assertThat(runner.batches)
                    .containsExactly(
                            List.of("0"), List.of("1", "2", "3"), List.of("2"), List.of("3"));
        }
    }

    @Test
    void whoFindsNoRoomWaitsAndIsRefusedWhenThatTakesTooLong() throws Exception {
        CountDownLatch gate = runner.hold();
        BatcherConf small =
                new BatcherConf(1, Duration.ZERO, 1, 2, 2, false, Duration.ofMillis(1), false);
        try (var batcher = batcher(small)) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            all.add(submit(batcher, "0", ticket("s0", Urgency.FINAL_SPEECH)));
            runner.entered.await();
            all.add(submit(batcher, "1", ticket("s1", Urgency.FINAL_SPEECH)));
            all.add(submit(batcher, "2", ticket("s2", Urgency.FINAL_SPEECH)));
            assertThat(submit(batcher, "3", ticket("s3", Urgency.FINAL_SPEECH)).get())
                    .startsWith("refused 3: 2 requests wait")
                    .endsWith("give the models more threads or fewer streams.");
            gate.countDown();
            for (int i = 0; i < 3; i++) {
                assertThat(all.get(i).get()).isEqualTo("done " + i);
            }
        }
    }

    @Test
    void whoFindsNoRoomIsServedOnceThereIsSome() throws Exception {
        CountDownLatch gate = runner.hold();
        BatcherConf small = new BatcherConf(1, Duration.ZERO, 1, 1, 1, false, LONG, false);
        try (var batcher = batcher(small)) {
            submit(batcher, "0", ticket("s0", Urgency.FINAL_SPEECH));
            runner.entered.await();
            submit(batcher, "1", ticket("s1", Urgency.FINAL_SPEECH));
            CompletableFuture<String> late =
                    CompletableFuture.supplyAsync(
                                    () -> submit(batcher, "2", ticket("s2", Urgency.VISION)))
                            .thenCompose(answer -> answer);
            gate.countDown();
            assertThat(late.get()).isEqualTo("done 2");
        }
    }

    @Test
    void speechGoesBeforeVisionAndVisionLeavesAThread() throws Exception {
        RecordingRunner vision = new RecordingRunner();
        CountDownLatch visionGate = vision.hold();
        CountDownLatch speechGate = runner.hold();
        BatcherConf yielding = new BatcherConf(1, Duration.ZERO, 2, 1000, 1000, false, LONG, true);
        try (var pictures = new DynamicBatcher<>(yielding, vision, workers);
                var speech = batcher(conf(1, Duration.ZERO, 2))) {
            CompletableFuture<String> v0 = submit(pictures, "v0", ticket("v0", Urgency.VISION));
            CompletableFuture<String> v1 = submit(pictures, "v1", ticket("v1", Urgency.VISION));
            vision.entered.await();
            CompletableFuture<String> s0 =
                    submit(speech, "s0", ticket("s0", Urgency.PARTIAL_SPEECH));
            // Both pictures would have a thread each; the second one is kept for speech.
            runner.entered.await();
            CompletableFuture<String> s1 =
                    submit(speech, "s1", ticket("s1", Urgency.PARTIAL_SPEECH));
            assertThat(vision.batches).containsExactly(List.of("v0"));
            visionGate.countDown();
            v0.get();
            speechGate.countDown();
            s0.get();
            s1.get();
            assertThat(v1.get()).isEqualTo("done v1");
        }
    }

    @Test
    void closingRefusesWhatWaitsAndWhatComes() throws Exception {
        CountDownLatch gate = runner.hold();
        var batcher = batcher(conf(1, Duration.ZERO, 1));
        CompletableFuture<String> running = submit(batcher, "0", ticket("s", Urgency.FINAL_SPEECH));
        runner.entered.await();
        CompletableFuture<String> waiting = submit(batcher, "1", ticket("s", Urgency.FINAL_SPEECH));
        Thread closer = new Thread(batcher::close);
        closer.start();
        assertThat(waiting.get()).isEqualTo("refused 1: The models are closed.");
        gate.countDown();
        closer.join();
        assertThat(running.get()).isEqualTo("done 0");
        assertThat(submit(batcher, "2", ticket("s", Urgency.FINAL_SPEECH)).get())
                .startsWith("refused 2");
    }

    @Test
    void tellsHowEachRequestWasServed() throws Exception {
        CountDownLatch gate = runner.hold();
        List<Integer> sizes = java.util.Collections.synchronizedList(new ArrayList<>());
        BatchListener listener =
                (queuedNs, size, runNs) -> {
                    assertThat(queuedNs).isNotNegative();
                    assertThat(runNs).isNotNegative();
                    sizes.add(size);
                };
        try (var batcher = batcher(conf(8, Duration.ZERO, 1))) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(batcher.submit("" + i, ticket("s" + i, Urgency.TEXT), listener));
                runner.entered.await();
            }
            gate.countDown();
            for (CompletableFuture<String> one : all) {
                one.get();
            }
        }
        assertThat(sizes).containsExactly(1, 3, 3, 3);
    }
}
