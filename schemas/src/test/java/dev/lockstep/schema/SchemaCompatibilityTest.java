package dev.lockstep.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Today's records must read what was written with any release: {@code
 * src/test/resources/released/VERSION/} holds the schemas of each, with all nested types expanded.
 *
 * <p>To add a release, write its folder with {@code mvn -pl schemas -am test
 * -Dtest=SchemaCompatibilityTest#writeRelease -Dsurefire.failIfNoSpecifiedTests=false
 * -Dlockstep.release=VERSION} and commit it. Folders of releases are never changed afterwards; a
 * change that this test refuses needs a default for the new field, or a topic of its own.
 */
class SchemaCompatibilityTest {
    private static final Path RELEASED = Path.of("src", "test", "resources", "released");

    @Test
    void everyRecordReadsEveryRelease() throws Exception {
        Map<String, Schema> current = currentByFile();
        List<String> problems = new ArrayList<>();
        List<Path> releases = list(RELEASED);
        for (Path release : releases) {
            for (Path file : list(release)) {
                Schema reader = current.get(String.valueOf(file.getFileName()));
                problems.addAll(problems(reader, parse(file), file));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(releases).isNotEmpty();
    }

    @Test
    void theFirstReleaseHoldsEveryRecordOfTheDesign() throws Exception {
        assertThat(list(RELEASED.resolve("0.1.0")))
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactlyInAnyOrder(
                        "AlignedWindow.avsc",
                        "AudioChunk.avsc",
                        "Caption.avsc",
                        "DeadLetter.avsc",
                        "DialogueTurn.avsc",
                        "LedgerEntry.avsc",
                        "TextEvent.avsc",
                        "VideoFrame.avsc",
                        "VisionResult.avsc");
    }

    @Test
    void anIncompatibleChangeIsNoticed() throws Exception {
        Path file = RELEASED.resolve("0.1.0").resolve("TextEvent.avsc");
        Schema released = parse(file);
        List<Schema.Field> more = new ArrayList<>();
        released.getFields().forEach(f -> more.add(new Schema.Field(f, f.schema())));
        more.add(new Schema.Field("required", Schema.create(Schema.Type.INT)));
        Schema changed =
                Schema.createRecord(released.getName(), null, released.getNamespace(), false, more);

        assertThat(problems(changed, released, file))
                .singleElement()
                .asString()
                .contains("required");
        assertThat(problems(null, released, file)).hasSize(1);
    }

    /** Not a check: writes the folder of a release. */
    @Test
    @EnabledIfSystemProperty(named = "lockstep.release", matches = "\\d+\\.\\d+\\.\\d+")
    void writeRelease() throws Exception {
        Path folder = RELEASED.resolve(System.getProperty("lockstep.release"));
        Files.createDirectories(folder);
        for (Map.Entry<String, Schema> entry : currentByFile().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.writeString(file, entry.getValue().toString(true) + "\n");
            assertThat(parse(file)).isEqualTo(entry.getValue());
        }
    }

    private static List<String> problems(Schema reader, Schema writer, Path file) {
        if (reader == null) {
            return List.of(file + ": no topic has this record any more");
        }
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : List.of(file + ": " + pair.getResult().getIncompatibilities());
    }

    private static Map<String, Schema> currentByFile() {
        Map<String, Schema> schemas = new TreeMap<>();
        for (Topic<?> topic : Topics.all()) {
            schemas.put(topic.schema().getName() + ".avsc", topic.schema());
        }
        return schemas;
    }

    private static Schema parse(Path file) throws Exception {
        return new Schema.Parser().parse(Files.readString(file));
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
