package dev.lockstep.inference.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.guard.ModelGuard;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.ProviderPlan;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.RuntimeCounts;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions on the first provider that works, after the guard has seen the file. Stateless.
 */
final class SessionOpener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);

    private SessionOpener() {}

    /**
     * A native session and what it runs on.
     *
     * @param session to be closed
     * @param provider CPU, CUDA or TensorRT
     */
    record Opened(OrtSession session, ExecutionProvider provider) {}

    /**
     * Opens a graph.
     *
     * @throws ModelException if it is refused, cannot be loaded, or a required provider is missing
     */
    static Opened open(ModelFiles files, RuntimeConf conf) {
        ProviderPlan plan = ProviderPlan.of(conf, OnnxEnvironment.available());
        ExecutionProvider first = plan.candidates().get(0);
        if (!first.gpu() && conf.provider().gpu()) {
            LOG.warn(
                    "The execution provider {} is not part of this ONNX Runtime; {} runs on the"
                            + " CPU. {}",
                    conf.provider().label(),
                    files.cpu().getFileName(),
                    ProviderPlan.REMEDY);
            RuntimeCounts.process().providerFellBack();
        }
        for (ExecutionProvider provider : plan.candidates()) {
            Path file = files.on(provider);
            boolean forCpu = ModelGuard.check(file, store(conf)).forCpu();
            if (provider.gpu() && forCpu) {
                return onCpu(files, conf);
            }
            try {
                OrtSession session = create(file, provider, conf);
                LOG.info("{} runs on {}", file.getFileName(), provider.label());
                return new Opened(session, provider);
            } catch (OrtException | LinkageError e) {
                if (!provider.gpu()) {
                    throw notLoadable(file, e);
                }
                if (conf.providerRequired()) {
                    throw ProviderPlan.missing(provider, e);
                }
                LOG.warn("{} cannot run on {}", file.getFileName(), provider.label(), e);
                RuntimeCounts.process().providerFellBack();
            }
        }
        throw new IllegalStateException("the CPU is always tried");
    }

    /** A GPU would be slower, if it can run such a graph at all. */
    private static Opened onCpu(ModelFiles files, RuntimeConf conf) {
        Path file = files.cpu();
        ModelGuard.check(file, store(conf));
        try {
            Opened opened = openOn(ExecutionProvider.CPU, files, conf);
            LOG.info("{} runs on cpu: it was made for a CPU (int8)", file.getFileName());
            return opened;
        } catch (OrtException | LinkageError e) {
            throw notLoadable(file, e);
        }
    }

    /** Opens a graph on one provider. */
    static Opened openOn(ExecutionProvider provider, ModelFiles files, RuntimeConf conf)
            throws OrtException {
        return new Opened(create(files.on(provider), provider, conf), provider);
    }

    /**
     * Adds a provider to options that nobody uses: its libraries are loaded and the device is asked
     * for.
     *
     * @throws ModelException if that fails
     */
    static void probe(ExecutionProvider provider, RuntimeConf conf) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            add(provider, options, Optional.empty(), conf);
        } catch (OrtException | LinkageError e) {
            throw ProviderPlan.missing(provider, e);
        }
    }

    private static Optional<Path> store(RuntimeConf conf) {
        return conf.modelStore().isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(conf.modelStore()));
    }

    private static ModelException notLoadable(Path file, Throwable cause) {
        return new ModelException(
                file
                        + " is not a model that ONNX Runtime can load. Check it with `lockstep"
                        + " models verify`, or pull it again.",
                cause);
    }

    private static OrtSession create(Path file, ExecutionProvider provider, RuntimeConf conf)
            throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.disablePerSessionThreads();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            add(provider, options, Optional.of(file), conf);
            return OnnxEnvironment.get().createSession(file.toString(), options);
        }
    }

    private static void add(
            ExecutionProvider provider,
            OrtSession.SessionOptions options,
            Optional<Path> file,
            RuntimeConf conf)
            throws OrtException {
        if (provider == ExecutionProvider.TENSORRT) {
            addTensorRt(options, file, conf);
        }
        if (provider.gpu()) {
            // TensorRT leaves operators that it does not know to CUDA.
            addCuda(options, conf);
        }
    }

    private static void addCuda(OrtSession.SessionOptions options, RuntimeConf conf)
            throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(conf.device())) {
            cuda.add("arena_extend_strategy", conf.arenaStrategy().key());
            // The default tries every algorithm for every new shape, which streams have many of.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            if (conf.gpuMemoryBytes() > 0) {
                cuda.add("gpu_mem_limit", Long.toString(conf.gpuMemoryBytes()));
            }
            options.addCUDA(cuda);
        }
    }

    private static void addTensorRt(
            OrtSession.SessionOptions options, Optional<Path> file, RuntimeConf conf)
            throws OrtException {
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(conf.device())) {
            if (file.isPresent() && !conf.engineCache().isEmpty()) {
                Path folder =
                        EngineCache.folder(
                                Path.of(conf.engineCache()),
                                file.get(),
                                conf.device(),
                                OnnxEnvironment.get().getVersion());
                tensorRt.add("trt_engine_cache_enable", "1");
                tensorRt.add("trt_engine_cache_path", folder.toString());
                tensorRt.add("trt_timing_cache_enable", "1");
                tensorRt.add("trt_timing_cache_path", folder.toString());
            }
            options.addTensorrt(tensorRt);
        }
    }
}
