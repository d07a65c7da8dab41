package dev.lockstep.sink.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Okapi BM25 for one query over one store. Immutable.
 *
 * <p>Sum over the terms of the query of {@code idf · tf·(k1+1) / (tf + k1·(1 - b + b·length /
 * averageLength))} with k1 = 1.2 and b = 0.75, after Robertson and Zaragoza, "The Probabilistic
 * Relevance Framework: BM25 and Beyond" (2009), equation 3.15. The inverse document frequency is
 * that of Apache Lucene, {@code ln(1 + (N - df + 0.5) / (df + 0.5))}, which is never negative. A
 * term counts once however often the query says it.
 *
 * <p>The databases' own functions differ from each other ({@code ts_rank} knows no idf), and their
 * numbers change with the filters; here they are those of the whole store.
 */
final class Bm25 {
    /** How soon a repeated term stops to count. */
    static final double K1 = 1.2;

    /** How much a long passage is held against it, 0..1. */
    static final double B = 0.75;

    private final double averageLength;
    private final Map<String, Double> idf = new LinkedHashMap<>();
    private final double idfSum;

    /**
     * The weights of the terms of a query.
     *
     * @param passages passages in the store
     * @param averageLength terms of a passage on average; not 0 where there are passages
     * @param frequencies for each term of the query how many passages hold it, in the order of the
     *     query
     */
    Bm25(long passages, double averageLength, Map<String, Long> frequencies) {
        this.averageLength = averageLength;
        double sum = 0;
        for (Map.Entry<String, Long> entry : frequencies.entrySet()) {
            double weight = inverseFrequency(passages, entry.getValue());
            idf.put(entry.getKey(), weight);
            sum += weight;
        }
        idfSum = sum;
    }

    static double inverseFrequency(long passages, long holding) {
        return Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));
    }

    /** The terms of the query. */
    Iterable<String> terms() {
        return idf.keySet();
    }

    /**
     * The score of a passage.
     *
     * @param counts how often it holds each term
     * @param length number of its terms
     */
    double score(Map<String, Integer> counts, long length) {
        double norm = K1 * (1 - B + B * length / averageLength);
        double score = 0;
        for (Map.Entry<String, Double> term : idf.entrySet()) {
            int count = counts.getOrDefault(term.getKey(), 0);
            if (count > 0) {
                score += term.getValue() * count * (K1 + 1) / (count + norm);
            }
        }
        return score;
    }

    /**
     * The part of the query that a passage holds, each term weighed by its idf, 0..1. Terms that no
     * passage holds weigh most.
     */
    double coverage(Map<String, Integer> counts) {
        double held = 0;
        for (Map.Entry<String, Double> term : idf.entrySet()) {
            if (counts.containsKey(term.getKey())) {
                held += term.getValue();
            }
        }
        return idfSum > 0 ? held / idfSum : 0;
    }
}
