package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.fusion.Evidence;
import dev.lockstep.inference.fusion.Fused;
import dev.lockstep.inference.fusion.FusionStrategy;
import dev.lockstep.inference.fusion.ProjectionFusion;
import dev.lockstep.inference.fusion.Testimony;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A fusion model of one's own, such as cross-attention, as a graph:
 *
 * <pre>
 * in   embeddings  float [1, 3, D]         AUDIO, VIDEO, TEXT; zeros for one that is missing
 * in   mask        bool or float [1, 3]    which of them are there
 * out  fused       float [1, D']
 * out  weights     float [1, 3]            not negative; what is missing must not matter
 * </pre>
 *
 * Weights are brought to sum 1 over what is there, the fused vector to length 1. Thread-safe.
 */
public final class OnnxFusion implements FusionStrategy {
    private static final String EMBEDDINGS = "embeddings";
    private static final String MASK = "mask";
    private static final String FUSED = "fused";
    private static final String WEIGHTS = "weights";
    private static final OnnxJavaType FLOAT = OnnxJavaType.FLOAT;
    private static final int PLACES = ProjectionFusion.ORDER.size();

    private final Path file;
    private final String id;
    private final SharedResources.Lease<ModelSession> lease;
    private final ModelSession session;
    private final boolean boolMask;

    /**
     * @param file the graph
     * @param id what it is called in results
     * @param runtime how it is run
     * @throws ModelException if it cannot be loaded or has another signature
     */
    public OnnxFusion(Path file, String id, RuntimeConf runtime) {
        this.file = file;
        this.id = id;
        lease = ModelSession.acquire(ModelFiles.of(file), runtime, Map.of());
        session = lease.value();
        try {
            boolMask = checked(session);
        } catch (ModelException e) {
            lease.close();
            throw e;
        }
    }

    private boolean checked(ModelSession opened) {
        if (!opened.inputs().keySet().equals(Set.of(EMBEDDINGS, MASK))
                || !opened.outputs().keySet().containsAll(Set.of(FUSED, WEIGHTS))) {
            throw wrong(
                    "its inputs are "
                            + opened.inputs().keySet()
                            + ", its outputs "
                            + opened.outputs().keySet());
        }
        boolean bool = OnnxSignature.has(opened.inputs(), MASK, OnnxJavaType.BOOL, 1, PLACES);
        if (!OnnxSignature.has(opened.inputs(), EMBEDDINGS, FLOAT, 1, PLACES, -1)
                || !(bool || OnnxSignature.has(opened.inputs(), MASK, FLOAT, 1, PLACES))
                || !OnnxSignature.has(opened.outputs(), FUSED, FLOAT, 1, -1)
                || !OnnxSignature.has(opened.outputs(), WEIGHTS, FLOAT, 1, PLACES)) {
            throw wrong("a type or a shape differs");
        }
        return bool;
    }

    private ModelException wrong(String why) {
        return new ModelException(
                file
                        + " is no fusion model: it must take embeddings float [1, 3, D] and mask"
                        + " bool or float [1, 3], and give fused float [1, D'] and weights float"
                        + " [1, 3]; "
                        + why
                        + ".");
    }

    @Override
    public String name() {
        return "onnx:" + id;
    }

    @Override
    public Fused fuse(Evidence evidence) {
        if (!evidence.hasVectors()) {
            return new Fused(evidence.standings(), null);
        }
        int dimension = evidence.dimension();
        float[] joined = new float[PLACES * dimension];
        boolean[] there = new boolean[PLACES];
        for (Testimony testimony : evidence.testimonies()) {
            int place = ProjectionFusion.ORDER.indexOf(testimony.modality());
            float[] vector = testimony.vector();
            if (place >= 0 && vector != null) {
                System.arraycopy(vector, 0, joined, place * dimension, dimension);
                there[place] = true;
            }
        }
        try (OnnxTensor embeddings =
                        OnnxTensor.createTensor(
                                OnnxRuntime.environment(),
                                FloatBuffer.wrap(joined),
                                new long[] {1, PLACES, dimension});
                OnnxTensor mask = mask(there);
                OrtSession.Result result =
                        session.run(
                                Map.of(EMBEDDINGS, embeddings, MASK, mask),
                                Set.of(FUSED, WEIGHTS),
                                Map.of())) {
            return new Fused(
                    weights(row(result, WEIGHTS), there, evidence), unit(row(result, FUSED)));
        } catch (OrtException e) {
            throw new ModelException(file.getFileName() + " failed: " + e.getMessage(), e);
        }
    }

    private OnnxTensor mask(boolean[] there) throws OrtException {
        if (boolMask) {
            return OnnxTensor.createTensor(OnnxRuntime.environment(), new boolean[][] {there});
        }
        float[] ones = new float[PLACES];
        for (int i = 0; i < PLACES; i++) {
            ones[i] = there[i] ? 1 : 0;
        }
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), FloatBuffer.wrap(ones), new long[] {1, PLACES});
    }

    private static float[] row(OrtSession.Result result, String name) throws OrtException {
        return ((float[][]) result.get(name).orElseThrow().getValue())[0];
    }

    private double[] weights(float[] given, boolean[] there, Evidence evidence) {
        double[] weights = new double[evidence.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int place = ProjectionFusion.ORDER.indexOf(evidence.testimonies().get(i).modality());
            if (place < 0 || !there[place]) {
                continue;
            }
            if (!Float.isFinite(given[place]) || given[place] < 0) {
                throw new ModelException(
                        file.getFileName() + " gave " + given[place] + " as a weight.");
            }
            weights[i] = given[place];
            sum += weights[i];
        }
        if (sum == 0) {
            throw new ModelException(
                    file.getFileName() + " gave no weight to anything that is there.");
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private float[] unit(float[] fused) {
        double squares = 0;
        for (float value : fused) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares) || squares == 0) {
            throw new ModelException(
                    file.getFileName() + " gave a fused vector without a direction.");
        }
        for (int i = 0; i < fused.length; i++) {
            fused[i] /= (float) Math.sqrt(squares);
        }
        return fused;
    }

    @Override
    public void close() {
        lease.close();
    }
}
