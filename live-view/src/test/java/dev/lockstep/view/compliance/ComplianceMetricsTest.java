package dev.lockstep.view.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ComplianceMetricsTest {
    @Test
    void eachStreamHasItsGaugesAndWhatWasNotMeasuredHasNone() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ComplianceMetrics metrics = new ComplianceMetrics(registry);
        ComplianceMeter live = new ComplianceMeter();
        live.accept(
                History.caption(0, 0, 0, "one two", "", true),
                OptionalLong.of(History.ORIGIN_MS + 2_400));
        ComplianceMeter offline = new ComplianceMeter();
        offline.accept(History.caption(0, 0, 0, "one two", "", true), OptionalLong.empty());

        metrics.update(List.of(live.view("live"), offline.view("offline")));

        assertThat(
                        registry.get("lockstep.compliance.lag")
                                .tags("stream", "live", "stage", "shown", "statistic", "mean")
                                .gauge()
                                .value())
                .isEqualTo(1.75);
        assertThat(
                        registry.get("lockstep.compliance.limit.met")
                                .tags("stream", "live", "limit", "crtc-lag")
                                .gauge()
                                .value())
                .isEqualTo(1);
        assertThat(registry.find("lockstep.compliance.lag").tag("stream", "offline").gauges())
                .isEmpty();
        assertThat(registry.find("lockstep.compliance.ner").gauges()).isEmpty();

        metrics.update(List.of());

        assertThat(registry.find("lockstep.compliance.gaps").gauges()).isEmpty();
    }
}
