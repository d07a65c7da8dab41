package dev.lockstep.sink.search;

import dev.lockstep.sink.terms.TermAnalyzer;
import java.util.Random;

/**
 * Vectors in place of an encoder's, which this module may not see: texts that share words are near,
 * and so are words whose first letters agree. The real encoder is tested in module local.
 */
final class WordVectors implements TextEncoder, AutoCloseable {
    private static final int DIMENSION = 384;
    private static final double OWN = 0.6;

    private final TermAnalyzer analyzer = new TermAnalyzer();

    @Override
    public float[] encode(String text) {
        double[] sum = new double[DIMENSION];
        for (String term : analyzer.terms(text)) {
            add(sum, term.substring(0, Math.min(2, term.length())), 1);
            add(sum, term, OWN);
        }
        double norm = 0;
        for (double value : sum) {
            norm += value * value;
        }
        float[] vector = new float[norm > 0 ? DIMENSION : 0];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(norm));
        }
        return vector;
    }

    @Override
    public void close() {
        analyzer.close();
    }

    private static void add(double[] sum, String seed, double weight) {
        Random random = new Random(seed.hashCode());
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * random.nextGaussian();
        }
    }
}
