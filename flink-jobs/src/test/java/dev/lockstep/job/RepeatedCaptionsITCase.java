package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What readers of the live topic see when a task fails between two checkpoints. */
class RepeatedCaptionsITCase {
    @RegisterExtension static final MiniClusterExtension FLINK = JobCluster.twoSlots();

    private static final long START_US = 1_700_000_000_000_000L;
    private static final int BEFORE_CHECKPOINT = 60;
    private static final int BEFORE_FAILURE = 90;
    private static final long CHECKPOINT_US = START_US + BEFORE_CHECKPOINT * 100_000L;

    /** Checkpoints so rare that only those of the test are made; every partial is answered. */
    private static final Map<String, String> SETTINGS =
            Map.of("job.checkpoint-interval", "5min", "speech.skip-stale-partials", "false");

    @TempDir private static Path checkpoints;

    @Test
    void everySettledCaptionIsLiveTooAndRepeatsDoNoHarmWhenATaskFails(
            @InjectMiniCluster MiniCluster flink) throws Exception {
        List<AudioChunk> chunks = SpeechClip.beckett().chunks("talk", START_US);
        try (CaptioningRig rig = new CaptioningRig("repeated", checkpoints, SETTINGS)) {
            Topic<Caption> live = rig.conf().topics().transcripts();
            rig.publish(chunks.subList(0, BEFORE_CHECKPOINT));
            JobClient job = rig.start(new FailingOnceModels(rig.conf().speech().models()));
            rig.read(live, captions -> !Transcripts.finals(captions).isEmpty());
            awaitAllRunning(flink, job);
            flink.triggerCheckpoint(job.getJobID()).get();
            rig.publish(chunks.subList(BEFORE_CHECKPOINT, BEFORE_FAILURE));
            rig.read(
                    live,
                    captions ->
                            captions.stream()
                                    .anyMatch(c -> c.getTimes().getCapturedUs() > CHECKPOINT_US));
            FailingOnceModels.failNext();
            rig.publish(chunks.subList(BEFORE_FAILURE, chunks.size()));

            List<ConsumerRecord<byte[], Caption>> shown = rig.records(live, Transcripts::haveEnded);
            flink.triggerCheckpoint(job.getJobID()).get();
            Map<Long, Caption> kept = newest(shown);
            List<Caption> settled =
                    rig.read(
                            rig.conf().topics().settled(),
                            captions -> captions.size() >= kept.size());

            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            // Had nothing come twice, the test would have shown nothing.
            assertThat(timesShown(shown).values()).contains(2L);
            assertThat(shown).extracting(ConsumerRecord::value).containsAll(settled);
            assertThat(kept.values()).containsExactlyElementsOf(settled);
            assertThat(shown)
                    .extracting(r -> new String(r.key(), StandardCharsets.UTF_8))
                    .containsOnly("talk");
            assertThat(shown.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
            Transcripts.assertSays(settled, SpeechClip.WORDS);
        }
    }

    /** Captions come before the last task has loaded its models; a checkpoint wants all of them. */
    private static void awaitAllRunning(MiniCluster flink, JobClient job) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            for (AccessExecutionVertex task :
                                    flink.getExecutionGraph(job.getJobID())
                                            .get()
                                            .getAllExecutionVertices()) {
                                if (task.getExecutionState() != ExecutionState.RUNNING) {
                                    return false;
                                }
                            }
                            return true;
                        });
    }

    /** What a reader keeps of each utterance: the highest revision, of equal ones the later. */
    private static Map<Long, Caption> newest(List<ConsumerRecord<byte[], Caption>> shown) {
        Map<Long, Caption> kept = new TreeMap<>();
        for (ConsumerRecord<byte[], Caption> record : shown) {
            if (!record.value().getEndOfStream()) {
                kept.merge(
                        record.value().getUtterance(),
                        record.value(),
                        (known, next) -> next.getRevision() >= known.getRevision() ? next : known);
            }
        }
        return kept;
    }

    /** How often each utterance and revision was published. */
    private static Map<String, Long> timesShown(List<ConsumerRecord<byte[], Caption>> shown) {
        return shown.stream()
                .map(ConsumerRecord::value)
                .collect(
                        Collectors.groupingBy(
                                caption -> caption.getUtterance() + "/" + caption.getRevision(),
                                Collectors.counting()));
    }
}
