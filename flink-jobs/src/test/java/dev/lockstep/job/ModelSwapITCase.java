package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.ModelPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The recogniser is replaced while captions flow, by records on a real topic. */
class ModelSwapITCase {
    @RegisterExtension static final MiniClusterExtension FLINK = JobCluster.twoSlots();

    private static final long START_US = 1_700_000_000_000_000L;
    private static final Map<String, String> REPLAY =
            Map.of(
                    "speech.skip-stale-partials", "false",
                    "align.mode", "replay",
                    "job.parallelism", "2");

    private static SpeechClip clip;

    @TempDir private static Path folder;

    @BeforeAll
    static void load() throws Exception {
        clip = SpeechClip.beckett();
    }

    @Test
    void anotherModelTakesOverBetweenCaptionsAndABadOneNever() throws Exception {
        String other = "file:" + copy(folder.resolve("other"));
        Path bad = copy(folder.resolve("bad"));
        Path decoder = bad.resolve("decoder_model_merged.ort");
        byte[] whole = Files.readAllBytes(decoder);
        Files.write(decoder, Arrays.copyOf(whole, 1_000));
        Path savepoints = Files.createDirectory(folder.resolve("savepoints"));
        try (CaptioningRig rig =
                new CaptioningRig("swap", Files.createDirectory(folder.resolve("c")), REPLAY)) {
            JobClient job = rig.start();
            rig.publish(clip.chunks("before", START_US));
            awaitEnd(rig, "before");

            // The bad one is refused, and what is said meanwhile is heard by the present one.
            rig.publish(rig.conf().topics().control(), List.of(control("1", "file:" + bad, 2)));
            ModelEvent refused = await(rig, "1", ModelPhase.REFUSED);
            rig.publish(rig.conf().topics().control(), List.of(control("2", other, 3)));
            await(rig, "2", ModelPhase.SHADOWING);
            rig.publish(clip.chunks("meanwhile", START_US));
            awaitEnd(rig, "meanwhile");
            rig.publish(clip.chunks("more", START_US));
            awaitEnd(rig, "more");
            ModelEvent taken = await(rig, "2", ModelPhase.TAKEN_OVER);
            rig.publish(clip.chunks("after", START_US));
            awaitEnd(rig, "after");

            assertThat(refused.getMessage()).isNotBlank();
            assertThat(taken.getFrom().getId()).isEqualTo("moonshine-tiny-en");
            assertThat(taken.getTo().getId()).isEqualTo(other);
            assertThat(taken.getCompared()).isEqualTo(3);
            assertThat(taken.getAgreement())
                    .containsEntry("disagreement", 0.0)
                    .containsKeys("word-error", "confidence-difference", "run-time-ratio");
            assertThat(taken.getProcess()).contains("@");
            List<ModelEvent> events =
                    rig.read(rig.conf().topics().modelEvents(), e -> e.size() >= 9);
            // Two subtasks in one process speak with one voice.
            assertThat(events.stream().filter(e -> e.getRequestId().equals("2")))
                    .filteredOn(e -> e.getPhase() != ModelPhase.SHADOWING)
                    .extracting(ModelEvent::getPhase)
                    .containsExactly(
                            ModelPhase.REQUESTED,
                            ModelPhase.PULLED,
                            ModelPhase.VERIFIED,
                            ModelPhase.WARMED,
                            ModelPhase.TAKEN_OVER);
            assertThat(events.stream().filter(e -> e.getRequestId().equals("1")))
                    .extracting(ModelEvent::getPhase)
                    .doesNotContain(ModelPhase.SHADOWING, ModelPhase.TAKEN_OVER);

            job.stopWithSavepoint(
                            false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                    .thenAccept(rig::restoreFrom)
                    .get();
            rig.start();
            rig.publish(clip.chunks("restarted", START_US));
            awaitEnd(rig, "restarted");
            assertLedgers(rig);

            List<Caption> captions =
                    rig.read(
                            rig.conf().topics().transcripts(),
                            c -> Transcripts.haveEnded(of(c, "restarted")));
            assertThat(models(captions, "before")).containsOnly("moonshine-tiny-en");
            assertThat(models(captions, "after")).containsOnly(other);
            assertThat(models(captions, "restarted")).containsOnly(other);
            for (String stream : List.of("before", "meanwhile", "more", "after", "restarted")) {
                Transcripts.assertSays(of(captions, stream), SpeechClip.WORDS);
                Transcripts.assertCommittedWordsStand(of(captions, stream));
            }
            List<String> across =
                    Stream.concat(
                                    models(captions, "meanwhile").stream(),
                                    models(captions, "more").stream())
                            .toList();
            int at = across.indexOf(other);
            assertThat(across.subList(at < 0 ? across.size() : at, across.size()))
                    .containsOnly(other);
            List<DeadLetter> dead = rig.readAll(rig.conf().topics().deadLetters());
            assertThat(dead).isEmpty();
        }
    }

    @Test
    void aSlotThatTheJobDoesNotHaveIsRefused() throws Exception {
        try (CaptioningRig rig = new CaptioningRig("no-slot", folder, REPLAY)) {
            JobClient job = rig.start();
            rig.publish(
                    rig.conf().topics().control(),
                    List.of(
                            ModelControl.newBuilder(control("1", "yolox-nano", 0))
                                    .setSlot("objects")
                                    .build()));

            ModelEvent refused = await(rig, "1", ModelPhase.REFUSED);

            assertThat(refused.getMessage()).contains("no slot objects; it has speech");
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    private static ModelControl control(String id, String reference, int shadow) {
        return ModelControl.newBuilder()
                .setSlot("speech")
                .setRequestId(id)
                .setReference(reference)
                .setShadowRequests(shadow)
                .setRequestedBy("test")
                .setRequestedAtUs(START_US)
                .build();
    }

    private static ModelEvent await(CaptioningRig rig, String id, ModelPhase phase) {
        List<ModelEvent> events =
                rig.read(
                        rig.conf().topics().modelEvents(),
                        all -> all.stream().anyMatch(e -> is(e, id, phase)));
        assertThat(events).anyMatch(e -> is(e, id, phase));
        return events.stream().filter(e -> is(e, id, phase)).findFirst().orElseThrow();
    }

    private static boolean is(ModelEvent event, String id, ModelPhase phase) {
        return event.getRequestId().equals(id) && event.getPhase() == phase;
    }

    private static void awaitEnd(CaptioningRig rig, String stream) {
        List<LedgerEntry> entries =
                rig.read(
                        rig.conf().topics().ledger(),
                        all -> all.stream().anyMatch(e -> isEnd(e, stream)));
        assertThat(entries).anyMatch(e -> isEnd(e, stream));
    }

    private static boolean isEnd(LedgerEntry entry, String stream) {
        return entry.getEndOfStream() && entry.getStreamId().equals(stream);
    }

    /** Every record of every stream was used. */
    private static void assertLedgers(CaptioningRig rig) {
        List<LedgerEntry> ends =
                rig
                        .read(
                                rig.conf().topics().ledger(),
                                all ->
                                        all.stream().filter(LedgerEntry::getEndOfStream).count()
                                                >= 5)
                        .stream()
                        .filter(LedgerEntry::getEndOfStream)
                        .toList();
        int chunks = clip.chunks("x", START_US).size();
        assertThat(ends).hasSizeGreaterThanOrEqualTo(5);
        assertThat(ends).allMatch(e -> e.getRead() == chunks && e.getMatched() == chunks);
    }

    private static List<Caption> of(List<Caption> captions, String stream) {
        return captions.stream().filter(c -> c.getStreamId().equals(stream)).toList();
    }

    private static List<String> models(List<Caption> captions, String stream) {
        return of(captions, stream).stream().map(c -> c.getModel().getId()).toList();
    }

    private static Path copy(Path to) throws IOException {
        Path from = ModelStore.standard(ProgressListener.NONE).resolve("moonshine-tiny-en");
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
