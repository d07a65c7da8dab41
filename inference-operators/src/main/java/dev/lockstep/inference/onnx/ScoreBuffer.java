package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;

import dev.lockstep.inference.decode.TokenScores;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Where a decoder writes its scores, [rows, vocabulary]: one direct buffer per thread, grown when
 * needed, so that a run neither allocates nor copies them.
 */
final class ScoreBuffer implements TokenScores {
    private static final ThreadLocal<FloatBuffer> BUFFERS =
            ThreadLocal.withInitial(() -> direct(0));

    /**
     * A row is searched in an array: a read of a direct buffer costs several of an array until the
     * compiler has made its best of it.
     */
    private static final ThreadLocal<float[]> ROWS = ThreadLocal.withInitial(() -> new float[0]);

    /** exp(−16) is 1e-7 of the best score's share: left out of the sum. */
    private static final float NEGLIGIBLE = 16;

    private final FloatBuffer scores;
    private final int rows;
    private final int vocabulary;
    private final int[] best;
    private final float[] logSum;

    private ScoreBuffer(FloatBuffer scores, int rows, int vocabulary) {
        this.scores = scores;
        this.rows = rows;
        this.vocabulary = vocabulary;
        this.best = new int[rows];
        this.logSum = new float[rows];
        java.util.Arrays.fill(best, -1);
    }

    static ScoreBuffer forThread(int rows, int vocabulary) {
        FloatBuffer buffer = BUFFERS.get();
        if (buffer.capacity() < rows * vocabulary) {
            // Doubled, so that a decoder without a cache, which asks for more each time, grows it
            // a few times only.
            buffer = direct(Math.max(Math.max(rows, 16) * vocabulary, 2 * buffer.capacity()));
            BUFFERS.set(buffer);
        }
        return new ScoreBuffer(buffer, rows, vocabulary);
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * The buffer as a decoder's output; inputs times tokens are the rows.
     *
     * @param inputs of the run
     * @param tokens that are fed to each
     */
    OnnxTensor tensor(int inputs, int tokens) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                scores.duplicate().position(0).limit(rows * vocabulary),
                new long[] {inputs, tokens, vocabulary});
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int best(int row) {
        if (best[row] < 0) {
            scan(row);
        }
        return best[row];
    }

    @Override
    public float logProbability(int row, int token) {
        if (best[row] < 0) {
            scan(row);
        }
        return scores.get(row * vocabulary + token) - logSum[row];
    }

    private void scan(int row) {
        float[] values = row(row);
        int top = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < vocabulary; i++) {
            float score = values[i];
            if (score > highest) {
                highest = score;
                top = i;
            }
        }
        double sum = 0;
        for (int i = 0; i < vocabulary; i++) {
            float below = values[i] - highest;
            if (below > -NEGLIGIBLE) {
                sum += Math.exp(below);
            }
        }
        best[row] = top;
        logSum[row] = (float) (highest + Math.log(sum));
    }

    private float[] row(int row) {
        float[] values = ROWS.get();
        if (values.length < vocabulary) {
            values = new float[vocabulary];
            ROWS.set(values);
        }
        scores.get(row * vocabulary, values, 0, vocabulary);
        return values;
    }
}
