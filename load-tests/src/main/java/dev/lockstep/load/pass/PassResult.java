package dev.lockstep.load.pass;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.HdrHistogram.Histogram;

import java.util.List;

/**
 * What was measured.
 *
 * @param loadAverage of the machine over the minute before
 * @param payloadBytes length of each text
 * @param rates by rate
 */
record PassResult(
        @JsonProperty("load_average") double loadAverage,
        @JsonProperty("payload_bytes") int payloadBytes,
        List<AtRate> rates) {
    PassResult {
        rates = List.copyOf(rates);
    }

    /**
     * At one rate, times from when a record was due to be sent until it was read again, ms.
     *
     * @param recordsPerSecond the rate, of all streams
     * @param sent records after the warm-up
     * @param received how many of them came back; repeats are not counted
     * @param p50 median
     * @param p95 95 of 100 took no longer
     * @param p99 99 of 100 took no longer
     * @param max the longest
     */
    record AtRate(
            @JsonProperty("records_per_second") int recordsPerSecond,
            long sent,
            long received,
            @JsonProperty("p50_ms") double p50,
            @JsonProperty("p95_ms") double p95,
            @JsonProperty("p99_ms") double p99,
            @JsonProperty("max_ms") double max) {
        static AtRate of(int rate, long sent, Histogram us) {
            return new AtRate(
                    rate,
                    sent,
                    us.getTotalCount(),
                    us.getValueAtPercentile(50) / 1e3,
                    us.getValueAtPercentile(95) / 1e3,
                    us.getValueAtPercentile(99) / 1e3,
                    us.getMaxValue() / 1e3);
        }
    }
}
