package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.ModelIdentity;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Analyses on a few threads. Frames of a source are looked at in order, sources take turns. Where
 * more frames wait than are allowed to, of one source or of all, the oldest is shed, unless every
 * frame is to be looked at, as in a replay that must give the same result each time.
 */
public final class PooledVisionAnalyzer implements VisionAnalyzer {
    /** Sources that are remembered; of an older one the next frame is simply looked at. */
    private static final int MOST_SOURCES = 1024;

    private final AnalyzerConf conf;
    private final VisionModelSet models;
    private final @Nullable PayloadStore payloads;
    private final OutcomeWriter outcomes;
    private final List<Thread> workers = new ArrayList<>();
    private final Map<String, Source> sources = new LinkedHashMap<>(64, 0.75f, true);
    private final ArrayDeque<Source> ready = new ArrayDeque<>();
    private int waiting;
    private boolean closed;

    /**
     * @param models not closed by this
     * @param payloads where pictures lie that travel by reference; null for none
     * @param clockUs wall clock, µs since the epoch
     */
    public PooledVisionAnalyzer(
            AnalyzerConf conf,
            VisionModelSet models,
            @Nullable PayloadStore payloads,
            LongSupplier clockUs) {
        this.conf = conf;
        this.models = models;
        this.payloads = payloads;
        this.outcomes = new OutcomeWriter(models.identities(), clockUs);
        for (int i = 0; i < conf.threads(); i++) {
            FrameAnalyzer analyzer = new FrameAnalyzer(conf, models);
            Thread worker = new Thread(() -> work(analyzer), "lockstep-vision-" + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /** A frame that waits. */
    private record Pending(VideoFrame frame, CompletableFuture<VisionOutcome> answer) {}

    /** The frames of one source. Guarded by the analyser's lock; its memory by {@code running}. */
    private static final class Source {
        final ArrayDeque<Pending> waiting = new ArrayDeque<>();
        final String key;
        SourceMemory memory;
        boolean running;

        Source(String key, SourceMemory memory) {
            this.key = key;
            this.memory = memory;
        }

        boolean isIdle() {
            return !running && waiting.isEmpty();
        }

        /** Takes the oldest picture away that at least so many others wait behind. */
        void takeOldest(int behind, List<Pending> taken) {
            int left = waiting.size();
            for (Iterator<Pending> all = waiting.iterator(); all.hasNext(); ) {
                Pending pending = all.next();
                if (--left < behind) {
                    return;
                }
                if (!pending.frame().getEndOfStream()) {
                    all.remove();
                    taken.add(pending);
                    return;
                }
            }
        }
    }

    @Override
    public List<ModelIdentity> models() {
        return models.identities();
    }

    @Override
    public CompletableFuture<VisionOutcome> analyze(VideoFrame frame) {
        Pending pending = new Pending(frame, new CompletableFuture<>());
        List<Pending> shed = List.of();
        synchronized (this) {
            if (closed) {
                pending.answer().complete(outcomes.failed(frame, "The analyser is closed."));
                return pending.answer();
            }
            Source source = source(frame.getStreamId() + '\n' + frame.getSourceId());
            source.waiting.add(pending);
            waiting++;
            if (!source.running && source.waiting.size() == 1) {
                ready.add(source);
                notify();
            }
            if (conf.shedStale()) {
                shed = shed(source);
            }
        }
        for (Pending stale : shed) {
            stale.answer().complete(outcomes.shed(stale.frame()));
        }
        return pending.answer();
    }

    /** Takes away what is too much, of the source that a frame has come from and of all. */
    private List<Pending> shed(Source source) {
        List<Pending> stale = new ArrayList<>();
        if (source.waiting.size() > conf.waitingFrames()) {
            source.takeOldest(1, stale);
        }
        Iterator<Source> longest = ready.iterator();
        while (waiting - stale.size() > conf.capacity() && longest.hasNext()) {
            Source next = longest.next();
            next.takeOldest(0, stale);
            if (next.waiting.isEmpty()) {
                longest.remove();
            }
        }
        waiting -= stale.size();
        return stale;
    }

    private Source source(String key) {
        Source source = sources.computeIfAbsent(key, k -> new Source(k, newMemory()));
        if (sources.size() > MOST_SOURCES) {
            Iterator<Source> eldest = sources.values().iterator();
            while (eldest.hasNext()) {
                if (eldest.next().isIdle()) {
                    eldest.remove();
                    break;
                }
            }
        }
        return source;
    }

    private SourceMemory newMemory() {
        return new SourceMemory(conf.trackMemoryUs());
    }

    private void work(FrameAnalyzer analyzer) {
        try (analyzer) {
            while (true) {
                Source source;
                Pending pending;
                synchronized (this) {
                    while (ready.isEmpty() && !closed) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    source = ready.remove();
                    source.running = true;
                    pending = source.waiting.removeFirst();
                    waiting--;
                }
                VisionOutcome outcome = outcome(analyzer, source, pending.frame());
                // Answered before the source is released: its next frame must not be before it.
                pending.answer().complete(outcome);
                release(source, pending.frame().getEndOfStream());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private VisionOutcome outcome(FrameAnalyzer analyzer, Source source, VideoFrame frame) {
        if (frame.getEndOfStream()) {
            // What follows in the source is another run of it, even where it waits already.
            source.memory = newMemory();
            return outcomes.endOfStream(frame);
        }
        if (models.isEmpty()) {
            return outcomes.analyzed(frame, Analysis.NOTHING);
        }
        try {
            boolean looked =
                    analyzer.analyze(FramePayload.of(frame, payloads), frame, source.memory);
            return looked
                    ? outcomes.analyzed(frame, source.memory.last)
                    : outcomes.unchanged(frame, source.memory.last);
        } catch (InvalidFrameException e) {
            return outcomes.invalid(frame, String.valueOf(e.getMessage()));
        } catch (FramePayload.MissingException e) {
            return outcomes.missing(frame, String.valueOf(e.getMessage()));
        } catch (RuntimeException | OutOfMemoryError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return outcomes.failed(
                    frame, "The frame could not be analysed: " + cause.getMessage() + ".");
        }
    }

    private synchronized void release(Source source, boolean over) {
        source.running = false;
        if (!source.waiting.isEmpty()) {
            ready.add(source);
            notify();
        } else if (over) {
            sources.remove(source.key);
        }
    }

    @Override
    public void close() {
        List<Pending> refused = new ArrayList<>();
        synchronized (this) {
            closed = true;
            sources.values().forEach(source -> refused.addAll(source.waiting));
            sources.clear();
            ready.clear();
            notifyAll();
        }
        for (Pending pending : refused) {
            pending.answer().complete(outcomes.failed(pending.frame(), "The analyser is closed."));
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
