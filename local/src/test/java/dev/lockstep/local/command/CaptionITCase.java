package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.RunningCommand;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Captions of real speech through the real broker, registry, job and models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaptionITCase {
    private static final String SAID =
            "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better.";

    @TempDir private Path dir;
    private Path speech = Path.of("");

    @BeforeAll
    void pullModels() {
        try {
            ModelStore store = ModelStore.standard(ProgressListener.NONE);
            store.resolve("moonshine-tiny-en");
            store.resolve("silero-vad");
            speech = store.resolve("speech-samples").resolve("beckett.wav");
        } catch (ModelStoreException e) {
            Assumptions.abort("The models cannot be had here: " + e.getMessage());
        }
    }

    @Test
    void aFileBecomesCaptionsAndASummaryThatBalances() throws IOException {
        Path out = dir.resolve("out");
        CommandRun run =
                CommandRun.of(
                        "caption",
                        speech.toString(),
                        "--speed",
                        "max",
                        "--json",
                        "--out",
                        out.toString(),
                        "--reference",
                        SAID);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(1);
        JsonNode summary = new ObjectMapper().readTree(run.outLines().get(0));
        assertThat(summary.fieldNames())
                .toIterable()
                .containsExactly(
                        "audio_seconds",
                        "words",
                        "wer",
                        "lag_ms",
                        "commit_lag_ms",
                        "final_lag_ms",
                        "first_caption_after_ms",
                        "committed_rewrites",
                        "cpu_seconds_per_audio_second",
                        "records_in",
                        "records_out",
                        "dead_letters",
                        "ledger",
                        "settled_digest");
        assertThat(summary.get("audio_seconds").asDouble()).isBetween(9.9, 10.1);
        // 100 chunks of 100 ms and the end of the stream.
        assertThat(summary.get("records_in").asLong()).isEqualTo(101);
        assertThat(summary.get("records_out").asLong()).isEqualTo(101);
        assertThat(summary.get("dead_letters").asLong()).isZero();
        assertThat(summary.get("ledger").toString())
                .isEqualTo(
                        "{\"read\":101,\"matched\":101,\"late_revised\":0,\"late_dropped\":0,"
                                + "\"duplicate\":0,\"invalid\":0,\"shed\":0,\"balanced\":true}");
        assertThat(summary.get("committed_rewrites").asInt()).isZero();
        assertThat(summary.get("lag_ms").isNull()).isTrue();
        assertThat(summary.get("words").asInt()).isBetween(11, 13);
        assertThat(summary.get("wer").asDouble()).isLessThanOrEqualTo(0.25);

        String vtt = Files.readString(out.resolve("captions.vtt"));
        assertThat(vtt).startsWith("WEBVTT\n").contains("Ever tried.", " --> 00:00:0");
        assertThat(out.resolve("captions.srt")).content().contains("Ever failed.");
        assertThat(Files.readAllLines(out.resolve("captions.jsonl")))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"model\":{\"id\":\"moonshine-tiny-en\""));
        assertThat(out.resolve("summary.json")).hasContent(run.outLines().get(0));
    }

    @Test
    void anInterruptWritesTheCaptionsSoFarAndBalances() throws IOException {
        Path out = dir.resolve("stopped");
        Interrupts interrupts = Interrupts.none();
        RunningCommand running =
                RunningCommand.start(
                        Map.of(), interrupts, "demo", "--json", "--out", out.toString());
        Awaitility.await()
                .atMost(180, TimeUnit.SECONDS)
                .until(() -> running.output().contains("] It was") || running.isDone());
        interrupts.request();
        CommandRun run = running.join();
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(run.outLines().get(0));
        assertThat(summary.get("audio_seconds").asDouble()).isLessThan(57);
        assertThat(summary.get("records_in").asLong())
                .isEqualTo(summary.get("records_out").asLong());
        assertThat(out.resolve("captions.vtt")).content().contains("It was");
    }

    @Test
    void theDemoServesOnAfterItsTalk() {
        Interrupts interrupts = Interrupts.none();
        RunningCommand running =
                RunningCommand.start(
                        Map.of(),
                        interrupts,
                        "demo",
                        "--speed",
                        "max",
                        "--out",
                        dir.resolve("demo").toString());
        Awaitility.await()
                .atMost(240, TimeUnit.SECONDS)
                .until(() -> running.output().contains("Ctrl-C ends it.") || running.isDone());
        CommandRun ledger = CommandRun.of("ledger", dir.resolve("demo").toString());
        assertThat(ledger.code()).as(running.output() + ledger.err()).isZero();
        assertThat(ledger.out()).contains("audio-0", "video-0", "text-0").doesNotContain(" no");
        Matcher addresses =
                Pattern.compile("--bootstrap (\\S+) --registry (\\S+)").matcher(running.output());
        assertThat(addresses.find()).as(running.output()).isTrue();

        CommandRun produce =
                CommandRun.of(
                        "produce",
                        speech.toString(),
                        "--bootstrap",
                        addresses.group(1),
                        "--registry",
                        addresses.group(2),
                        "--speed",
                        "max");
        assertThat(produce.code()).as(produce.err()).isZero();
        assertThat(produce.out()).contains("media.audio: 101 records sent");
        Awaitility.await()
                .atMost(120, TimeUnit.SECONDS)
                .until(
                        () ->
                                running.output()
                                        .substring(running.output().indexOf("Ctrl-C ends it."))
                                        .contains("Ever tried."));
        interrupts.request();
        assertThat(running.join().code()).isZero();
    }
}
