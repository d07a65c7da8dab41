package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with real models on a real broker and a real registry. */
class CaptioningJobITCase {
    @RegisterExtension static final MiniClusterExtension FLINK = JobCluster.twoSlots();

    private static final long START_US = 1_700_000_000_000_000L;

    /** Every partial is answered, however fast the sound comes. */
    private static final Map<String, String> REPLAY =
            Map.of("speech.skip-stale-partials", "false", "align.mode", "replay");

    private static SpeechClip clip;

    @TempDir private static Path checkpoints;

    @BeforeAll
    static void load() throws Exception {
        clip = SpeechClip.beckett();
    }

    @Test
    void captionsAStream() throws Exception {
        try (CaptioningRig rig = new CaptioningRig("one", checkpoints, REPLAY)) {
            rig.publish(clip.chunks("talk", START_US));
            rig.start();

            List<Caption> live =
                    rig.read(rig.conf().topics().transcripts(), Transcripts::haveEnded);
            List<Caption> settled =
                    rig.read(
                            rig.conf().topics().settled(),
                            c -> c.size() >= Transcripts.finals(live).size());
            List<LedgerEntry> ledger =
                    rig.read(
                            rig.conf().topics().ledger(),
                            l -> l.stream().anyMatch(LedgerEntry::getEndOfStream));

            Transcripts.assertSays(live, SpeechClip.WORDS);
            assertThat(live).anyMatch(c -> !c.getIsFinal());
            Transcripts.assertCommittedWordsStand(live);
            assertThat(settled).isEqualTo(Transcripts.finals(live));
            LedgerEntry last = ledger.get(ledger.size() - 1);
            assertThat(last.getRead()).isEqualTo(clip.chunks("talk", START_US).size());
            assertThat(last.getMatched()).isEqualTo(last.getRead());
        }
    }

    @Test
    void setsPoisonedRecordsAsideWithTheirBytesAndOrigin() throws Exception {
        try (CaptioningRig rig = new CaptioningRig("poison", checkpoints, Map.of())) {
            List<AudioChunk> chunks = clip.chunks("talk", START_US);
            List<byte[]> poison = new ArrayList<>();
            poison.add("not a record".getBytes(StandardCharsets.UTF_8));
            poison.add(new byte[0]);
            poison.add(Arrays.copyOf(rig.encode(chunks.get(50)), 40));
            AudioChunk stereo = AudioChunk.newBuilder(chunks.get(50)).setChannels(2).build();
            poison.add(rig.encode(stereo));
            List<RecordMetadata> places = new ArrayList<>();
            rig.publish(chunks.subList(0, 50));
            poison.forEach(bytes -> places.add(rig.publish("talk", bytes)));
            rig.publish(chunks.subList(50, chunks.size()));
            rig.start();

            List<DeadLetter> dead =
                    rig.read(rig.conf().topics().deadLetters(), d -> d.size() >= poison.size());
            List<LedgerEntry> ledger =
                    rig.read(
                            rig.conf().topics().ledger(),
                            l -> l.stream().anyMatch(LedgerEntry::getEndOfStream));

            assertThat(dead).hasSize(poison.size());
            for (int i = 0; i < poison.size(); i++) {
                RecordMetadata place = places.get(i);
                DeadLetter letter =
                        dead.stream()
                                .filter(d -> d.getOffset() == place.offset())
                                .findFirst()
                                .orElseThrow();
                assertThat(letter.getTopic()).isEqualTo(place.topic());
                assertThat(letter.getPartition()).isEqualTo(place.partition());
                assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(poison.get(i)));
                assertThat(letter.getMessage()).isNotEmpty();
            }
            LedgerEntry last = ledger.get(ledger.size() - 1);
            assertThat(last.getInvalid()).isEqualTo(1);
            assertThat(last.getMatched()).isEqualTo(chunks.size());
            long published = (long) chunks.size() + poison.size();
            long undecoded = dead.stream().filter(d -> d.getStage().equals("decode")).count();
            assertThat(last.getRead() + undecoded).isEqualTo(published);
            Transcripts.assertSays(
                    rig.read(rig.conf().topics().transcripts(), Transcripts::haveEnded),
                    SpeechClip.WORDS);
        }
    }

    @Test
    void settlesTheSameCaptionsOnceWhenATaskFails() throws Exception {
        List<Caption> undisturbed;
        try (CaptioningRig rig = new CaptioningRig("undisturbed", checkpoints, REPLAY)) {
            rig.publish(clip.chunks("talk", START_US));
            rig.start();
            undisturbed = settledUntilEnd(rig);
        }
        try (CaptioningRig rig = new CaptioningRig("failing", checkpoints, REPLAY)) {
            List<AudioChunk> chunks = clip.chunks("talk", START_US);
            rig.publish(chunks.subList(0, 60));
            JobClient job = rig.start(new FailingOnceModels(rig.conf().speech().models()));
            // A settled caption is visible only after a checkpoint, so there is one to restore.
            assertThat(rig.read(rig.conf().topics().settled(), c -> !c.isEmpty())).isNotEmpty();
            FailingOnceModels.failNext();
            rig.publish(chunks.subList(60, chunks.size()));

            List<Caption> settled = settledUntilEnd(rig);

            assertThat(FailingOnceModels.hasFailed()).isTrue();
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            assertThat(texts(settled)).isEqualTo(texts(undisturbed));
            Transcripts.assertSays(settled, SpeechClip.WORDS);
        }
    }

    @Test
    void keepsFourStreamsApart() throws Exception {
        try (CaptioningRig rig =
                new CaptioningRig("four", checkpoints, Map.of("job.parallelism", "2"))) {
            SpeechClip silence = new SpeechClip(new byte[64_000]);
            List<List<AudioChunk>> streams =
                    List.of(
                            clip.chunks("a", START_US),
                            silence.chunks("b", START_US),
                            clip.chunks("c", START_US + 7_000_000),
                            silence.chunks("d", START_US));
            for (int i = 0; i < streams.get(0).size(); i++) {
                for (List<AudioChunk> stream : streams) {
                    if (i < stream.size()) {
                        rig.publish(stream.subList(i, i + 1));
                    }
                }
            }
            rig.start();

            List<Caption> live =
                    rig.read(
                            rig.conf().topics().transcripts(),
                            c ->
                                    c.stream()
                                                    .filter(Caption::getEndOfStream)
                                                    .map(Caption::getStreamId)
                                                    .distinct()
                                                    .count()
                                            == 4);

            Transcripts.assertCommittedWordsStand(live);
            Transcripts.assertSays(Transcripts.ofStream(live, "a"), SpeechClip.WORDS);
            Transcripts.assertSays(Transcripts.ofStream(live, "c"), SpeechClip.WORDS);
            assertThat(Transcripts.ofStream(live, "b")).hasSize(1);
            assertThat(Transcripts.ofStream(live, "d")).hasSize(1);
        }
    }

    /** The ledger's last entry is committed with or after the last final. */
    private static List<Caption> settledUntilEnd(CaptioningRig rig) {
        rig.read(
                rig.conf().topics().ledger(),
                l -> l.stream().anyMatch(LedgerEntry::getEndOfStream));
        int finals =
                (int)
                        Transcripts.finals(
                                        rig.read(
                                                rig.conf().topics().transcripts(),
                                                Transcripts::haveEnded))
                                .stream()
                                .map(Caption::getUtterance)
                                .distinct()
                                .count();
        return rig.read(rig.conf().topics().settled(), c -> c.size() >= finals);
    }

    private static List<String> texts(List<Caption> captions) {
        return captions.stream().map(c -> c.getUtterance() + " " + c.getCommittedText()).toList();
    }
}
