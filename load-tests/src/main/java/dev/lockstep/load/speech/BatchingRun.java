package dev.lockstep.load.speech;

import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.load.measure.CpuClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * Streams that each hand in their next request when the last one is answered: as much work as the
 * threads take, at so many streams.
 */
final class BatchingRun {
    private final SpeechRecognizer recognizer;
    private final ConcurrentLinkedQueue<Double> latenciesMs = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<SpeechOutcome> finals = new ConcurrentLinkedQueue<>();
    private final LongAdder batched = new LongAdder();
    private final CountDownLatch open;

    private BatchingRun(SpeechRecognizer recognizer, int streams) {
        this.recognizer = recognizer;
        this.open = new CountDownLatch(streams);
    }

    /**
     * One repetition.
     *
     * @param audioPerSecond seconds of sound that were recognised in a second
     * @param p50Ms median time from a request to its answer
     * @param p95Ms the 95th percentile
     * @param cpuPerAudioSecond CPU time of the process for a second of sound
     * @param batchSize mean requests of the batch that a request was in
     * @param transcripts what each stream's finals say, in the clip's order
     */
    record Sample(
            double audioPerSecond,
            double p50Ms,
            double p95Ms,
            double cpuPerAudioSecond,
            double batchSize,
            List<String> transcripts) {
        Sample {
            transcripts = List.copyOf(transcripts);
        }
    }

    static Sample measure(SpeechRecognizer recognizer, UtteranceLoad load, int streams)
            throws InterruptedException {
        BatchingRun run = new BatchingRun(recognizer, streams);
        List<List<SpeechRequest>> requests = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            requests.add(load.of(i, streams));
        }
        double cpu = CpuClock.seconds();
        long begin = System.nanoTime();
        requests.forEach(own -> run.next(own, 0));
        run.open.await();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double audio = load.seconds() * streams;
        double[] sorted = run.latenciesMs.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Sample(
                audio / seconds,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)],
                (CpuClock.seconds() - cpu) / audio,
                run.batched.doubleValue() / sorted.length,
                run.transcripts(streams));
    }

    private void next(List<SpeechRequest> own, int i) {
        if (i == own.size()) {
            open.countDown();
            return;
        }
        long askedNs = System.nanoTime();
        recognizer
                .recognize(own.get(i), (queuedNs, size, runNs) -> batched.add(size))
                .thenAccept(
                        outcome -> {
                            latenciesMs.add((System.nanoTime() - askedNs) / 1e6);
                            if (outcome.span().kind() == RequestKind.FINAL) {
                                finals.add(outcome);
                            }
                            next(own, i + 1);
                        });
    }

    private List<String> transcripts(int streams) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            String stream = "bench-" + i;
            all.add(
                    String.join(
                            " ",
                            finals.stream()
                                    .filter(o -> o.span().streamId().equals(stream))
                                    .sorted(Comparator.comparingLong(o -> o.span().utterance()))
                                    .flatMap(o -> o.words().stream())
                                    .map(RecognizedWord::text)
                                    .toList()));
        }
        return all;
    }
}
