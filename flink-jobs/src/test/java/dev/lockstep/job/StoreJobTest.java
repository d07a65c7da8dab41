package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class StoreJobTest {
    /** What savepoints of released versions know; add to it, never take away. */
    private static final List<String> COMMITTED =
            List.of(
                    "store-caption-source",
                    "store-caption-decode",
                    "store-caption-rows",
                    "store-window-source",
                    "store-window-decode",
                    "store-window-rows",
                    "store-ledger-source",
                    "store-ledger-decode",
                    "store-ledger-rows",
                    "store-embed",
                    "store-sink",
                    "store-dead-letter-sink");

    private static StoreJobConf conf(Map<String, String> options) {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap-servers", "localhost:9092");
        all.put("registry.url", "http://localhost:8081");
        all.put("job.checkpoint-dir", "file:///tmp/checkpoints");
        all.putAll(options);
        return StoreJobConf.of(all);
    }

    private static StreamGraph graph(Map<String, String> options) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        StoreJob.build(env, conf(options));
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
    void everyOperatorHasItsUid() {
        StreamGraph graph = graph(Map.of());

        assertThat(uids(graph)).containsExactlyInAnyOrderElementsOf(COMMITTED);
        assertThat(OperatorUids.store()).isEqualTo(COMMITTED);
        assertThat(OperatorUids.captioning()).doesNotContainAnyElementsOf(COMMITTED);
        assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
    }

    @Test
    void nothingIsEmbeddedWithoutAnEncoder() {
        List<String> rest = new ArrayList<>(COMMITTED);
        rest.remove("store-embed");

        assertThat(uids(graph(Map.of("text.embedding", ""))))
                .containsExactlyInAnyOrderElementsOf(rest);
        assertThat(uids(graph(Map.of("text.enabled", "false"))))
                .containsExactlyInAnyOrderElementsOf(rest);
    }

    @Test
    void oneWriterHoweverManySubtasksThereAre() {
        StreamGraph graph = graph(Map.of("job.parallelism", "3"));

        assertThat(graph.getStreamNodes())
                .filteredOn(node -> "store-sink".equals(node.getTransformationUID()))
                .singleElement()
                .satisfies(node -> assertThat(node.getParallelism()).isEqualTo(1));
    }

    @Test
    void readsItsOptionsFromTheCommandLine() {
        StoreJobConf conf =
                StoreJobMain.configuration(
                        List.of(
                                "--kafka.bootstrap-servers=b:1",
                                "--registry.url=http://r:2",
                                "--kafka.topic-prefix=t.",
                                "--store.url=jdbc:postgresql://db/results",
                                "--store.retry-time=30s"));

        assertThat(conf.kafka().groupId()).isEqualTo("lockstep-store");
        assertThat(conf.topics().read().stream().map(Topic::name))
                .containsExactly(
                        "t.lockstep.transcripts.settled",
                        "t.lockstep.aligned.settled",
                        "t.lockstep.ledger");
        assertThat(conf.store().url()).isEqualTo("jdbc:postgresql://db/results");
        assertThat(conf.store().retryTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(conf.appearanceGap()).isEqualTo(Duration.ofSeconds(3));
        assertThatThrownBy(
                        () ->
                                conf(
                                        Map.of(
                                                "store.url",
                                                "jdbc:h2:mem",
                                                "job.checkpoint-interval",
                                                "1ms")))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("write jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
        assertThatThrownBy(() -> conf(Map.of("job.checkpoint-interval", "1ms")))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("set job.checkpoint-interval");
    }
}
