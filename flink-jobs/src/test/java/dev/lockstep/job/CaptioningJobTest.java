package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.config.OptionsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class CaptioningJobTest {
    /** What savepoints of released versions know; add to it, never take away. */
    private static final List<String> COMMITTED =
            List.of(
                    "audio-source",
                    "audio-decode",
                    "speech-segment",
                    "speech-steer",
                    "speech-recognize",
                    "caption-assemble",
                    "transcripts-sink",
                    "transcripts-settled-sink",
                    "ledger-sink",
                    "dead-letter-sink",
                    "video-source",
                    "video-decode",
                    "vision-analyze",
                    "vision-results",
                    "vision-sink",
                    "text-source",
                    "text-decode",
                    "text-analyze",
                    "text-results",
                    "text-sink",
                    "align",
                    "embed",
                    "embed-settled",
                    "fuse",
                    "fuse-settled",
                    "aligned-sink",
                    "aligned-settled-sink",
                    "control-source",
                    "control-decode",
                    "model-control",
                    "model-events-sink");

    private static CaptioningJobConf conf(String checkpointDir) {
        return conf(checkpointDir, Map.of());
    }

    private static CaptioningJobConf conf(String checkpointDir, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("kafka.bootstrap-servers", "localhost:9092");
        all.put("registry.url", "http://localhost:8081");
        all.put("job.checkpoint-dir", checkpointDir);
        return CaptioningJobConf.of(all);
    }

    private static StreamGraph graph(Map<String, String> options) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        CaptioningJob.build(env, conf("file:///tmp/checkpoints", options));
        return env.getStreamGraph();
    }

    private static List<String> uids(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                // A committer belongs to its sink.
                .filter(uid -> uid == null || !uid.startsWith("Sink Committer"))
                .toList();
    }

    @Test
    void whatIsSwitchedOffIsNotInTheGraph() {
        List<String> standard = new ArrayList<>(COMMITTED);
        standard.remove("speech-steer");

        assertThat(uids(graph(Map.of()))).containsExactlyInAnyOrderElementsOf(standard);
    }

    @Test
    void nobodyReadsControlRecordsWhereModelsAreNotReplaced() {
        assertThat(uids(graph(Map.of("swap.enabled", "false"))))
                .contains("speech-recognize")
                .doesNotContain(
                        "control-source", "control-decode", "model-control", "model-events-sink");
    }

    @Test
    void everyOperatorHasItsUidAndName() {
        StreamGraph graph = graph(Map.of("steering.enabled", "true"));
        assertThat(uids(graph)).containsExactlyInAnyOrderElementsOf(COMMITTED);
        assertThat(OperatorUids.captioning()).isEqualTo(COMMITTED);
        assertThat(graph.getCheckpointConfig().getCheckpointInterval()).isEqualTo(1_000);
        assertThat(graph.getExecutionConfig().isObjectReuseEnabled()).isTrue();
        assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
    }

    @Test
    void refusesToKeepCheckpointsInMemory() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        assertThatThrownBy(() -> CaptioningJob.build(env, conf("")))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("set job.checkpoint-dir");
    }

    @Test
    void readsItsOptionsFromTheCommandLine() {
        CaptioningJobConf conf =
                CaptioningJobMain.configuration(
                        List.of(
                                "--kafka.bootstrap-servers=b:1",
                                "--registry.url",
                                "http://r:2",
                                "--speech.threads=3",
                                "--kafka.topic-prefix=t."));

        assertThat(conf.kafka().bootstrapServers()).isEqualTo("b:1");
        assertThat(conf.registry().url()).isEqualTo("http://r:2");
        assertThat(conf.topics().audio().name()).isEqualTo("t.media.audio");
        assertThatThrownBy(() -> CaptioningJobMain.configuration(List.of("--speech.thread=3")))
                .hasMessageContaining("did you mean speech.threads?")
                .hasMessageContaining("kafka.bootstrap-servers is missing");
    }
}
