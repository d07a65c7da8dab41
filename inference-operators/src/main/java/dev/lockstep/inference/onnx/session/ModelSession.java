package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.runtime.DegradeLadder;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.FailureListener;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.RuntimeCounts;
import dev.lockstep.inference.runtime.SharedResources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graph that is loaded once per process, file and configuration, whoever uses it. Any number of
 * threads may run it at once. Runs are watched: one that takes too long fails. When the GPU has no
 * memory left it goes down the {@link DegradeLadder}.
 */
public final class ModelSession {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSession.class);
    private static final SharedResources<Key, ModelSession> OPEN =
            new SharedResources<>(ModelSession::close);

    /** Enough for the inputs and outputs of some 4-megapixel pictures. */
    private static final long MOST_IDLE_BYTES = 64L << 20;

    private final ModelFiles files;
    private final RuntimeConf conf;
    private final StampedLock replacing = new StampedLock();
    private final DegradeLadder ladder;
    private final TensorPool pool = new TensorPool(MOST_IDLE_BYTES);
    private final ConcurrentLinkedQueue<TimedRun> idleRuns = new ConcurrentLinkedQueue<>();
    private final List<FailureListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger consecutiveFailures = new AtomicInteger();
    private volatile SessionOpener.Opened opened;

    private record Key(FileIdentity cpu, FileIdentity gpu, RuntimeConf conf) {}

    /** One run, which may be a part of a batch. */
    @FunctionalInterface
    public interface Run {
        /** See {@link ModelSession#run(Map, Set, Map)}. */
        OrtSession.Result run(
                Map<String, ? extends OnnxTensorLike> inputs,
                Set<String> wanted,
                Map<String, ? extends OnnxValue> outputs)
                throws OrtException;
    }

    /** Runs some rows of a batch, with tensors of their own. */
    @FunctionalInterface
    public interface BatchRun {
        /** May be asked for the same rows again, and for fewer at a time. */
        void run(Run run, int from, int count) throws OrtException;
    }

    private ModelSession(ModelFiles files, RuntimeConf conf, Map<String, long[]> warmUp) {
        this.files = files;
        this.conf = conf;
        this.opened = SessionOpener.open(files, conf);
        RuntimeCounts.process().opened(opened.provider());
        this.ladder = new DegradeLadder(new Gpu(), AllocationFailures::is);
        boolean warm = false;
        try {
            if (!warmUp.isEmpty()) {
                WarmUp.run(this, warmUp);
            }
            warm = true;
        } finally {
            if (!warm) {
                close();
            }
        }
    }

    /**
     * A share in a graph, loaded if nobody holds one.
     *
     * @param files the graph
     * @param conf how it is run
     * @param warmUp shapes by input for a first run on zeros; empty for none
     * @throws ModelException if it is refused or cannot be loaded or run, or its provider is
     *     required and missing
     */
    public static SharedResources.Lease<ModelSession> acquire(
            ModelFiles files, RuntimeConf conf, Map<String, long[]> warmUp) {
        Key key = new Key(FileIdentity.of(files.cpu()), FileIdentity.of(files.gpu()), conf);
        return OPEN.acquire(key, k -> new ModelSession(files, conf, warmUp));
    }

    /** Number of graphs that are loaded now. */
    public static int loaded() {
        return OPEN.size();
    }

    /** What it runs on now. */
    public ExecutionProvider provider() {
        return opened.provider();
    }

    /** The file it was loaded from. */
    public Path file() {
        return files.on(provider());
    }

    /** Direct tensors for its inputs and outputs. */
    public TensorPool tensors() {
        return pool;
    }

    /** Rows that one run takes at most now; fewer after the GPU had no memory left. */
    public int largestBatch() {
        return ladder.largestBatch();
    }

    /** Names and shapes of the inputs. */
    public Map<String, NodeInfo> inputs() {
        try {
            return opened.session().getInputInfo();
        } catch (OrtException e) {
            throw new ModelException("The inputs of " + file() + " cannot be read.", e);
        }
    }

    /** Names and shapes of the outputs. */
    public Map<String, NodeInfo> outputs() {
        try {
            return opened.session().getOutputInfo();
        } catch (OrtException e) {
            throw new ModelException("The outputs of " + file() + " cannot be read.", e);
        }
    }

    /** Has runs that fail told to somebody, until the session is closed. */
    public void onFailure(FailureListener listener) {
        listeners.add(listener);
    }

    /** Nobody is told any more. */
    public void removeFailureListener(FailureListener listener) {
        listeners.remove(listener);
    }

    /**
     * Runs the graph.
     *
     * @param inputs by name
     * @param wanted outputs for which ONNX Runtime makes tensors; the result holds them
     * @param outputs tensors that are written to, by name
     * @return to be closed
     * @throws ModelException if the run fails or takes too long
     */
    public OrtSession.Result run(
            Map<String, ? extends OnnxTensorLike> inputs,
            Set<String> wanted,
            Map<String, ? extends OnnxValue> outputs) {
        OrtSession.Result[] result = new OrtSession.Result[1];
        runBatch(1, (run, from, count) -> result[0] = run.run(inputs, wanted, outputs));
        return result[0];
    }

    /**
     * Runs the graph into tensors that exist.
     *
     * @throws ModelException if the run fails or takes too long
     */
    public void run(
            Map<String, ? extends OnnxTensorLike> inputs,
            Map<String, ? extends OnnxValue> outputs) {
        run(inputs, Set.of(), outputs).close();
    }

    /**
     * Runs a batch, in one piece if the memory of the GPU allows.
     *
     * @param rows how many there are
     * @param batch runs some of them
     * @throws ModelException if a run fails or takes too long
     */
    public void runBatch(int rows, BatchRun batch) {
        try {
            ladder.run(rows, (from, count) -> batch.run(this::once, from, count));
        } catch (OrtException e) {
            throw failed(new ModelException(file().getFileName() + " failed.", e));
        } catch (ModelException e) {
            throw failed(e);
        }
        if (consecutiveFailures.get() != 0) {
            consecutiveFailures.set(0);
        }
    }

    private ModelException failed(ModelException failure) {
        RuntimeCounts.process().failed();
        int consecutive = consecutiveFailures.incrementAndGet();
        for (FailureListener listener : listeners) {
            listener.failed(file(), consecutive, failure);
        }
        return failure;
    }

    private OrtSession.Result once(
            Map<String, ? extends OnnxTensorLike> inputs,
            Set<String> wanted,
            Map<String, ? extends OnnxValue> outputs)
            throws OrtException {
        long stamp = replacing.readLock();
        try {
            OrtSession session = opened.session();
            return conf.runTimeout().isZero()
                    ? session.run(inputs, wanted, outputs)
                    : timed(session, inputs, wanted, outputs);
        } finally {
            replacing.unlockRead(stamp);
        }
    }

    private OrtSession.Result timed(
            OrtSession session,
            Map<String, ? extends OnnxTensorLike> inputs,
            Set<String> wanted,
            Map<String, ? extends OnnxValue> outputs)
            throws OrtException {
        TimedRun idle = idleRuns.poll();
        TimedRun timed = idle == null ? new TimedRun(conf.runTimeout().toNanos()) : idle;
        boolean inTime = false;
        try {
            OrtSession.Result result = session.run(inputs, wanted, outputs, timed.begin());
            // A run that came through although it was told to end is a good one.
            inTime = timed.end();
            return result;
        } catch (OrtException e) {
            inTime = timed.end();
            if (inTime) {
                throw e;
            }
            RuntimeCounts.process().timedOut();
            throw new ModelException(
                    file().getFileName()
                            + " did not finish within "
                            + conf.runTimeout().toMillis()
                            + " ms and was ended; raise inference.run-timeout, or give it a faster"
                            + " machine.",
                    e);
        } finally {
            if (inTime) {
                idleRuns.add(timed);
            } else {
                timed.close();
            }
        }
    }

    /** What the ladder acts on; it calls one thread at a time. */
    private final class Gpu implements DegradeLadder.Device {
        @Override
        public boolean onGpu() {
            return opened.provider().gpu();
        }

        @Override
        public void rebuild() {
            RuntimeCounts.process().rebuilt();
            LOG.warn("{}: the GPU has no memory left; the session is rebuilt", file());
            replace(opened.provider());
        }

        @Override
        public void halved(int largestBatch) {
            RuntimeCounts.process().halved();
            LOG.warn("{}: batches of at most {} from now on", file(), largestBatch);
        }

        @Override
        public void moveToCpu() {
            RuntimeCounts.process().fellBackToCpu();
            LOG.warn("{}: the GPU has no memory left; the CPU takes over", file());
            replace(ExecutionProvider.CPU);
        }
    }

    private void replace(ExecutionProvider provider) {
        long stamp = replacing.writeLock();
        try {
            SessionOpener.Opened old = opened;
            old.session().close();
            RuntimeCounts.process().closed(old.provider());
            opened = reopen(provider);
            RuntimeCounts.process().opened(opened.provider());
        } catch (OrtException e) {
            throw new ModelException(file() + " could not be loaded again.", e);
        } finally {
            replacing.unlockWrite(stamp);
        }
    }

    private SessionOpener.Opened reopen(ExecutionProvider provider) throws OrtException {
        try {
            return SessionOpener.openOn(provider, files, conf);
        } catch (OrtException e) {
            if (!provider.gpu()) {
                throw e;
            }
            RuntimeCounts.process().fellBackToCpu();
            LOG.warn("{} cannot be loaded on {} again; the CPU takes over", file(), provider, e);
            return SessionOpener.openOn(ExecutionProvider.CPU, files, conf);
        }
    }

    private void close() {
        long stamp = replacing.writeLock();
        try {
            for (TimedRun run = idleRuns.poll(); run != null; run = idleRuns.poll()) {
                run.close();
            }
            pool.close();
            opened.session().close();
            RuntimeCounts.process().closed(opened.provider());
        } catch (OrtException e) {
            throw new ModelException(file() + " could not be closed.", e);
        } finally {
            replacing.unlockWrite(stamp);
        }
    }
}
