package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.testing.CommandRun;
import dev.lockstep.load.testing.MediaTopics;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that does not take an archive's schema. */
class RefusedSchemaITCase {
    private static final String OTHER =
            "{\"type\":\"record\",\"name\":\"TextEvent\",\"namespace\":\"dev.lockstep.schema.avro\","
                    + "\"fields\":[{\"name\":\"stream_id\",\"type\":\"long\"}]}";

    @TempDir private Path dir = Path.of("");

    @Test
    void isOneSentenceThatSaysWhereTheArchiveCanGo() throws Exception {
        MediaTopics topics = MediaTopics.create("refused.");
        try (SchemaRegistry registry = RegistryConf.of(LocalStack.shared().registryUrl()).open()) {
            registry.register(
                    topics.name(Topics.MEDIA_TEXT) + "-value", new Schema.Parser().parse(OTHER));
        }
        Path archive = Recordings.write(dir.resolve("a.mcap"), 10);
        CommandRun run = CommandRun.of(topics.command("replay", archive.toString()));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "lockstep: The registry refuses the archive's schema of refused.media.text,"
                                + " because it could not read what may be on that topic already:"
                                + " replay to topics of other names with --topic-prefix, or without"
                                + " --bootstrap through a pipeline on this machine.");
        assertThat(run.out()).doesNotContain("records sent");
    }
}
