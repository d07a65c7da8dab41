package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.canonical.CanonicalWindow;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.WindowMember;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Windows over speech, pictures and texts, from real topics to real topics. */
class AlignmentITCase {
    @RegisterExtension static final MiniClusterExtension FLINK = JobCluster.twoSlots();

    private static final long START_US = 1_700_000_000_000_000L;
    private static final String STREAM = "talk";
    private static final List<String> SOURCES = List.of("audio-0", "video-0");
    private static final List<String> SOURCES_WITH_CHAT = List.of("audio-0", "video-0", "chat");
    private static final Map<String, String> REPLAY =
            Map.of(
                    "speech.skip-stale-partials", "false",
                    "align.mode", "replay",
                    "vision.enabled", "false");

    private static SpeechClip clip;

    @TempDir private static Path checkpoints;

    @BeforeAll
    static void load() throws Exception {
        clip = SpeechClip.beckett();
    }

    @Test
    void windowsHoldWhatWasSaidShownAndWrittenAtTheirTime() throws Exception {
        try (CaptioningRig rig = new CaptioningRig("windows", checkpoints, REPLAY)) {
            List<AudioChunk> chunks = chunks(SOURCES_WITH_CHAT);
            int frames = publishFrames(rig, chunks.size(), SOURCES_WITH_CHAT);
            rig.publish(rig.conf().topics().text(), texts());
            rig.publish(chunks);
            rig.start();

            List<LedgerEntry> ledger = ledgerUntilEnd(rig, 3);
            long settledCount = ledger.get(ledger.size() - 1).getWindowsSettled();
            List<AlignedWindow> settled =
                    rig.read(rig.conf().topics().alignedSettled(), w -> w.size() >= settledCount);

            assertThat(settled)
                    .extracting(AlignedWindow::getIndex)
                    .containsExactlyElementsOf(LongStream.range(0, settledCount).boxed().toList());
            assertThat(settled).allMatch(AlignedWindow::getSettled);
            assertThat(settledCount).isEqualTo((chunks.size() - 1 + 4) / 5);
            assertThat(settled.get(2).getStartUs()).isEqualTo(START_US + 1_000_000);
            AlignedWindow third = settled.get(2);
            assertThat(completeness(third, Modality.AUDIO)).isEqualTo(Completeness.COMPLETE);
            assertThat(completeness(third, Modality.VIDEO)).isEqualTo(Completeness.COMPLETE);
            assertThat(count(third, Modality.VIDEO)).isEqualTo(4);
            assertThat(saidIn(settled, Modality.TEXT).get(2)).contains("is this live?");
            assertThat(saidIn(settled, Modality.TEXT).get(0)).isEmpty();
            String said = String.join(" ", saidIn(settled, Modality.AUDIO));
            assertThat(said.toLowerCase(java.util.Locale.ROOT))
                    .contains("ever tried", "no matter", "try again");
            assertThat(third.getFusion()).isEqualTo("weighted");
            assertThat(weights(third)).isBetween(0.999, 1.001);
            assertThat(third.getEmbedding()).hasSize(384);
            assertThat(third.getSimilarities())
                    .singleElement()
                    .satisfies(
                            pair -> {
                                assertThat(pair.getFirst()).isEqualTo(Modality.AUDIO);
                                assertThat(pair.getSecond()).isEqualTo(Modality.TEXT);
                                assertThat(pair.getCosine()).isBetween(-1f, 0.5f);
                            });
            assertThat(member(third, Modality.TEXT).getLanguage()).isEqualTo("en");
            List<TextResult> understood =
                    rig.read(rig.conf().topics().understood(), r -> !r.isEmpty());
            assertThat(understood).hasSize(1);
            assertThat(understood.get(0).getLanguage()).isEqualTo("en");
            assertThat(understood.get(0).getEmbedding()).hasSize(384);
            assertThat(understood.get(0).getVerdict()).isEqualTo(TextVerdict.PASS);
            assertThat(understood.get(0).getModels())
                    .extracting(ModelReference::getId)
                    .containsExactly("minilm", "opennlp-langdetect");
            long read = 0;
            for (LedgerEntry entry : last(ledger)) {
                assertThat(entry.getMatched()).isEqualTo(entry.getRead());
                read += entry.getRead();
            }
            assertThat(read).isEqualTo(chunks.size() + frames + texts().size());
        }
    }

    @Test
    void settlesTheSameWindowsOnceWhenTheJobFailsInMidStream() throws Exception {
        List<String> undisturbed;
        List<AudioChunk> chunks = chunks(SOURCES);
        try (CaptioningRig rig = new CaptioningRig("calm", checkpoints, REPLAY)) {
            publishFrames(rig, chunks.size(), SOURCES);
            rig.publish(chunks);
            rig.start();
            undisturbed = settledUntilEnd(rig);
        }
        try (CaptioningRig rig = new CaptioningRig("killed", checkpoints, REPLAY)) {
            publishFrames(rig, chunks.size(), SOURCES);
            rig.publish(chunks.subList(0, 60));
            JobClient job = rig.start(new FailingOnceModels(rig.conf().speech().models()));
            // A settled caption is visible only after a checkpoint, so there is one to restore.
            assertThat(rig.read(rig.conf().topics().settled(), c -> !c.isEmpty())).isNotEmpty();
            FailingOnceModels.failNext();
            rig.publish(chunks.subList(60, chunks.size()));

            List<String> settled = settledUntilEnd(rig);

            assertThat(FailingOnceModels.hasFailed()).isTrue();
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            assertThat(settled).isEqualTo(undisturbed);
            for (LedgerEntry entry : last(ledgerUntilEnd(rig, 2))) {
                assertThat(entry.getRead()).isEqualTo(entry.getMatched());
            }
        }
    }

    @Test
    void aFrameFromTheFutureIsADeadLetterAndHoldsNothingUp() throws Exception {
        try (CaptioningRig rig =
                new CaptioningRig("future", checkpoints, Map.of("vision.enabled", "false"))) {
            List<AudioChunk> chunks = chunks(SOURCES);
            VideoFrame broken = frame(0, Long.MAX_VALUE - START_US);
            VideoFrame ahead = frame(1, 7_200_000_000L + nowUs() - START_US);
            rig.publish(rig.conf().topics().video(), List.of(broken, ahead));
            rig.publish(chunks);
            rig.start();

            List<DeadLetter> dead = rig.read(rig.conf().topics().deadLetters(), d -> d.size() >= 2);
            List<LedgerEntry> ledger = ledgerUntilEnd(rig, 2);

            assertThat(dead).hasSize(2).allMatch(d -> d.getStage().equals("clock"));
            assertThat(dead)
                    .extracting(DeadLetter::getTopic)
                    .containsOnly(rig.conf().topics().video().name());
            assertThat(dead).allMatch(d -> d.getValueSizeBytes() > 0 && d.getOffset() >= 0);
            LedgerEntry video =
                    last(ledger).stream()
                            .filter(e -> e.getSourceId().equals("video-0"))
                            .findFirst()
                            .orElseThrow();
            assertThat(video.getInvalid()).isEqualTo(2);
            assertThat(video.getRead()).isEqualTo(2);
        }
    }

    private static long nowUs() {
        return System.currentTimeMillis() * 1000;
    }

    /** Two frames a second for as long as the sound lasts, and the end of the source. */
    private static int publishFrames(CaptioningRig rig, int chunks, List<String> sources) {
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i * 5 < chunks - 1; i++) {
            frames.add(frame(i, 500_000L * i));
        }
        frames.set(0, VideoFrame.newBuilder(frames.get(0)).setStreamSources(sources).build());
        frames.add(
                VideoFrame.newBuilder(frame(frames.size(), 100_000L * (chunks - 1)))
                        .setPayload(null)
                        .setEndOfStream(true)
                        .build());
        rig.publish(rig.conf().topics().video(), frames);
        return frames.size();
    }

    private static VideoFrame frame(int sequence, long atUs) {
        return VideoFrame.newBuilder()
                .setStreamId(STREAM)
                .setSourceId("video-0")
                .setSequence(sequence)
                .setEventTimeUs(START_US + atUs)
                .setPtsUs(atUs)
                .setDurationUs(0)
                .setIngestTimeUs(START_US + atUs)
                .setWidth(1)
                .setHeight(1)
                .setCodec("jpeg")
                .setPayload(ByteBuffer.wrap(new byte[] {1}))
                .build();
    }

    /** The chunks of the clip; the first names the sources of the stream. */
    private static List<AudioChunk> chunks(List<String> sources) {
        List<AudioChunk> chunks = new ArrayList<>(clip.chunks(STREAM, START_US));
        chunks.set(0, AudioChunk.newBuilder(chunks.get(0)).setStreamSources(sources).build());
        return chunks;
    }

    private static List<TextEvent> texts() {
        return List.of(text(0, 2_200_000, "is this live?", false), text(1, 2_300_000, "", true));
    }

    private static TextEvent text(int sequence, long atUs, String text, boolean end) {
        return TextEvent.newBuilder()
                .setStreamId(STREAM)
                .setSourceId("chat")
                .setSequence(sequence)
                .setEventTimeUs(START_US + atUs)
                .setPtsUs(atUs)
                .setDurationUs(0)
                .setIngestTimeUs(START_US + atUs)
                .setKind(TextKind.CHAT)
                .setText(text)
                .setEndOfStream(end)
                .build();
    }

    private static List<LedgerEntry> ledgerUntilEnd(CaptioningRig rig, int sources) {
        return rig.read(
                rig.conf().topics().ledger(),
                l -> l.stream().filter(LedgerEntry::getEndOfStream).count() >= sources);
    }

    /** The newest entry of each source. */
    private static List<LedgerEntry> last(List<LedgerEntry> ledger) {
        Map<String, LedgerEntry> bySource = new java.util.TreeMap<>();
        ledger.forEach(entry -> bySource.put(entry.getSourceId(), entry));
        return List.copyOf(bySource.values());
    }

    private static List<String> settledUntilEnd(CaptioningRig rig) {
        long count = last(ledgerUntilEnd(rig, 2)).get(0).getWindowsSettled();
        return rig.read(rig.conf().topics().alignedSettled(), w -> w.size() >= count).stream()
                .map(w -> HexFormat.of().formatHex(CanonicalWindow.bytes(w)))
                .toList();
    }

    private static Completeness completeness(AlignedWindow window, Modality modality) {
        return status(window, modality).getCompleteness();
    }

    private static ModalityStatus status(AlignedWindow window, Modality modality) {
        return window.getModalities().stream()
                .filter(m -> m.getModality() == modality)
                .findFirst()
                .orElseThrow();
    }

    private static WindowMember member(AlignedWindow window, Modality modality) {
        return window.getMembers().stream()
                .filter(m -> m.getModality() == modality)
                .findFirst()
                .orElseThrow();
    }

    private static long count(AlignedWindow window, Modality modality) {
        return window.getMembers().stream().filter(m -> m.getModality() == modality).count();
    }

    private static List<String> saidIn(List<AlignedWindow> windows, Modality modality) {
        return windows.stream()
                .map(
                        w ->
                                w.getMembers().stream()
                                        .filter(m -> m.getModality() == modality)
                                        .map(WindowMember::getText)
                                        .filter(Objects::nonNull)
                                        .collect(java.util.stream.Collectors.joining(" ")))
                .toList();
    }

    private static double weights(AlignedWindow window) {
        return window.getModalities().stream()
                .map(ModalityStatus::getWeight)
                .filter(Objects::nonNull)
                .mapToDouble(Float::doubleValue)
                .sum();
    }
}
