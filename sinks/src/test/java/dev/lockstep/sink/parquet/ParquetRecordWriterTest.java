package dev.lockstep.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRecordWriterTest {
    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Path file = folder.resolve("texts.parquet");
        try (ParquetRecordWriter<TextResult> writer =
                ParquetRecordWriter.create(file, TextResult.class)) {
            writer.write(text(0, null));
            writer.write(text(1, List.of(0.5f, -0.25f)));
            writer.finish();
        }

        List<GenericRecord> read = read(file);

        assertThat(read).extracting(r -> r.get("sequence")).containsExactly(0L, 1L);
        assertThat(read.get(0).get("embedding")).isNull();
        assertThat(read.get(1).get("embedding")).isEqualTo(List.of(0.5f, -0.25f));
        assertThat(read.get(1).get("language")).hasToString("en");
        assertThat(read.get(1).get("verdict")).hasToString("FLAG");
        assertThat(read.get(1).get("matched_terms")).asString().isEqualTo("[<b>dreck</b>]");
        assertThat(read.get(1).get("moderation")).asString().isEqualTo("{words=1.0}");
        assertThat(((GenericRecord) read.get(1).get("times")).get("captured_us")).isEqualTo(7L);
    }

    @Test
    void pagesAreCompressed() throws Exception {
        Path file = folder.resolve("ledger.parquet");
        try (ParquetRecordWriter<LedgerEntry> writer =
                ParquetRecordWriter.create(file, LedgerEntry.class)) {
            for (int i = 0; i < 10_000; i++) {
                writer.write(
                        LedgerEntry.newBuilder()
                                .setStreamId("talk")
                                .setSourceId("audio-0")
                                .setModality(Modality.AUDIO)
                                .setEventTimeUs(1_700_000_000_000_000L + 100_000L * i)
                                .setInterval(i)
                                .setRead(10L * i)
                                .setMatched(10L * i)
                                .build());
            }
            writer.finish();
        }

        try (ParquetFileReader reader =
                ParquetFileReader.open(
                        new LocalInputFile(file),
                        ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            var columns = reader.getRowGroups().get(0).getColumns();
            assertThat(columns)
                    .allMatch(c -> c.getCodec() == CompressionCodecName.ZSTD)
                    .anyMatch(c -> c.getTotalSize() * 2 < c.getTotalUncompressedSize());
            assertThat(reader.getRecordCount()).isEqualTo(10_000);
        }
        assertThat(read(file).get(9_999).get("read")).isEqualTo(99_990L);
    }

    @Test
    void recordsOfEveryTopicHaveAShape() throws Exception {
        for (Topic<?> topic : Topics.all()) {
            Path file = folder.resolve(topic.name() + ".parquet");
            empty(file, topic.type());
            assertThat(read(file)).isEmpty();
        }
    }

    @Test
    void anUnfinishedFileLeavesNothingBehind() throws Exception {
        Path file = folder.resolve("half.parquet");
        try (ParquetRecordWriter<TextResult> writer =
                ParquetRecordWriter.create(file, TextResult.class)) {
            writer.write(text(0, null));
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(
                        () ->
                                ParquetRecordWriter.create(
                                        folder.resolve("nowhere/x.parquet"), TextResult.class))
                .isInstanceOf(IOException.class);
    }

    private static <T extends SpecificRecordBase> void empty(Path file, Class<T> type)
            throws IOException {
        try (ParquetRecordWriter<T> writer = ParquetRecordWriter.create(file, type)) {
            writer.finish();
        }
        assertThat(Files.size(file)).isPositive();
    }

    private static TextResult text(long sequence, @Nullable List<Float> embedding) {
        return TextResult.newBuilder()
                .setStreamId("talk")
                .setSourceId("chat")
                .setSequence(sequence)
                .setEventTimeUs(5)
                .setPtsUs(5)
                .setDurationUs(0)
                .setIngestTimeUs(6)
                .setLanguage("en")
                .setModeration(Map.of("words", 1f))
                .setMatchedTerms(List.of("<b>dreck</b>"))
                .setVerdict(TextVerdict.FLAG)
                .setEmbedding(embedding)
                .setModels(List.of())
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(7).build())
                .build();
    }

    private static List<GenericRecord> read(Path file) throws IOException {
        PlainParquetConfiguration conf = new PlainParquetConfiguration();
        List<GenericRecord> records = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), conf)
                        .withDataModel(GenericData.get())
                        .withCodecFactory(new ZstdCodecFactory())
                        .build()) {
            for (GenericRecord r = reader.read(); r != null; r = reader.read()) {
                records.add(r);
            }
        }
        return records;
    }
}
