package dev.lockstep.sink.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Embeddings as stores keep them: float32, little endian, L2-normalised. Stateless. */
final class Embeddings {
    private Embeddings() {}

    /**
     * The cosine of a query and a stored embedding: their inner product, since both have length 1.
     *
     * @return {@link Double#NaN} where the two were not made by the same kind of encoder
     */
    static double cosine(float[] query, byte[] stored) {
        if (stored.length != query.length * Float.BYTES) {
            return Double.NaN;
        }
        FloatBuffer values = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += (double) query[i] * values.get(i);
        }
        return sum;
    }

    /** As pgvector reads it. */
    static String literal(float[] vector) {
        StringBuilder text = new StringBuilder(vector.length * 12).append('[');
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }
}
