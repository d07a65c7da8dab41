package dev.lockstep.sink.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** How near a query is to an embedding as stores keep it. Stateless. */
final class Cosine {
    private Cosine() {}

    /**
     * The inner product of a query and a stored embedding, float32, little endian: both have length
     * 1.
     *
     * @return {@link Double#NaN} where the two were not made by the same kind of encoder
     */
    static double of(float[] query, byte[] stored) {
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
}
