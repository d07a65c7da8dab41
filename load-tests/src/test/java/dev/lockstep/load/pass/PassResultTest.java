package dev.lockstep.load.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PassResultTest {
    @Test
    void timesAreInMillisecondsAndRecordsThatDidNotComeBackShow() throws IOException {
        Histogram us = new Histogram(120_000_000, 3);
        for (int i = 1; i <= 99; i++) {
            us.recordValue(5_000);
        }
        us.recordValue(40_000);
        PassResult.AtRate rate = PassResult.AtRate.of(200, 101, us);

        assertThat(rate.received()).isEqualTo(100);
        assertThat(rate.p50()).isCloseTo(5.0, within(0.01));
        assertThat(rate.max()).isCloseTo(40.0, within(0.05));
        assertThat(new ObjectMapper().writeValueAsString(new PassResult(1.5, 200, List.of(rate))))
                .startsWith("{\"load_average\":1.5,\"payload_bytes\":200,\"rates\":[{")
                .contains("\"records_per_second\":200,\"sent\":101,\"received\":100,\"p50_ms\":");
    }
}
