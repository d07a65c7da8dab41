package dev.lockstep.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two streams through the whole pipeline: what is printed, and that the captions are right. */
class CapacityBenchITCase {
    @TempDir private Path folder;

    @Test
    void twoStreamsAreCaptionedAndTold() throws Exception {
        try {
            ModelStore store = ModelStore.standard(ProgressListener.NONE);
            store.resolve("moonshine-tiny-en");
            store.resolve("silero-vad");
            store.resolve("speech-samples");
        } catch (ModelStoreException e) {
            Assumptions.abort("The models cannot be had here: " + e.getMessage());
        }
        StringWriter out = new StringWriter();
        CommandLine command =
                new CommandLine(new CapacityBenchCommand()).setOut(new PrintWriter(out));
        // Time is no matter here: a busy machine may take as long as it needs.
        int code =
                command.execute(
                        "--streams",
                        "2",
                        "--seconds",
                        "20",
                        "--warm-up",
                        "4",
                        "--start-up",
                        "0",
                        "--max-final-p95",
                        "10min",
                        "--set",
                        "text.enabled=false",
                        "--out",
                        folder.toString(),
                        "--json");
        assertThat(code).isZero();
        List<String> lines = out.toString().lines().toList();
        JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(last.get("streams").asInt()).isEqualTo(2);
        for (String lag : List.of("final_lag_ms", "first_lag_ms")) {
            assertThat(last.get(lag).get("p50").asDouble())
                    .isLessThanOrEqualTo(last.get(lag).get("p95").asDouble());
            assertThat(last.get(lag).get("p95").asDouble())
                    .isLessThanOrEqualTo(last.get(lag).get("p99").asDouble());
        }
        assertThat(last.get("final_lag_ms").get("p50").asDouble()).isPositive();
        assertThat(last.get("cpu_seconds_per_audio_second").asDouble()).isPositive();
        assertThat(last.get("rss_mb").asLong()).isPositive();
        assertThat(last.get("wer").asDouble()).isLessThan(0.25);
        assertThat(last.has("lag_slope_ms_per_min")).isTrue();
        assertThat(last.get("sentences").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(last.get("trials")).hasSize(1);
        assertThat(last.get("trials").get(0).get("unsettled").asInt()).isZero();
        assertThat(last.get("machine").get("cpus").asInt()).isPositive();
        assertThat(last.get("settings").get("partials").asText()).isEqualTo("true");
        assertThat(last.get("figures").findValuesAsText("name"))
                .contains("lockstep, 2 streams: CPU");
        JsonNode whole = new ObjectMapper().readTree(folder.resolve("capacity.json").toFile());
        JsonNode lags = whole.get("trials").get(0).get("lags");
        assertThat(lags).hasSize(last.get("sentences").asInt());
        assertThat(whole.get("trials").get(0).get("resources")).isNotEmpty();
        assertThat(Files.readString(folder.resolve("capacity.html")))
                .contains("Lag over time, 2 streams", "polyline");
    }
}
