package dev.lockstep.load.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.OnnxPictureModel;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.onnx.session.OnnxEnvironment;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.vision.model.PictureModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same graph with the same tensors, by ONNX Runtime alone and through what is around it here:
 * time-out, ladder, counts; and through a picture model's slot, with tensors of the pool. The graph
 * is PP-OCR's direction classifier on one line of 48×192, one of the smallest that pictures use, so
 * that what is around it weighs most. Samples, since a median stands other work on the machine.
 * Needs the model `pp-ocr-v4` in the user's cache.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class SessionBenchmark {
    private static final int HEIGHT = 48;
    private static final int WIDTH = 192;
    private static final long[] SHAPE = {1, 3, HEIGHT, WIDTH};
    private static final int CLASSES = 2;

    private @Nullable OrtSession bare;
    private SharedResources.@Nullable Lease<ModelSession> lease;
    private @Nullable OnnxPictureModel model;
    private PictureModel.@Nullable Slot slot;
    private Map<String, OnnxTensor> inputs = Map.of();
    private Map<String, OnnxTensor> outputs = Map.of();

    /** Loads the graph twice, once bare. */
    @Setup
    public void begin() throws OrtException {
        Path file =
                ModelStore.standard(ProgressListener.NONE).resolve("pp-ocr-v4").resolve("cls.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.disablePerSessionThreads();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            bare = OnnxEnvironment.get().createSession(file.toString(), options);
        }
        lease = ModelSession.acquire(ModelFiles.of(file), RuntimeConf.cpu(), Map.of());
        model = new OnnxPictureModel(file);
        slot = model.open();
        inputs = Map.of(bare.getInputNames().iterator().next(), tensor(SHAPE));
        outputs = Map.of(bare.getOutputNames().iterator().next(), tensor(1, CLASSES));
    }

    private static OnnxTensor tensor(long... shape) throws OrtException {
        long floats = 1;
        for (long dimension : shape) {
            floats *= dimension;
        }
        return OnnxTensor.createTensor(
                OnnxEnvironment.get(),
                ByteBuffer.allocateDirect((int) floats * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer(),
                shape);
    }

    /** ONNX Runtime alone. */
    @Benchmark
    public void bareSession() throws OrtException {
        bare.run(inputs, outputs).close();
    }

    /** With the same tensors, watched and counted. */
    @Benchmark
    public void modelSession() {
        lease.value().run(inputs, outputs);
    }

    /** With tensors of the pool. */
    @Benchmark
    public float pictureModel() {
        slot.input(HEIGHT, WIDTH);
        return slot.run().values().get(0);
    }

    /** Frees all. */
    @TearDown
    public void end() throws OrtException {
        slot.close();
        model.close();
        lease.close();
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        bare.close();
    }
}
