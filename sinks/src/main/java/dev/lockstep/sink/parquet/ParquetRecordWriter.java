package dev.lockstep.sink.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writes records into a Parquet file: a column for each field, lists and maps as the format defines
 * them, pages compressed with Zstandard. Not thread-safe.
 *
 * <p>The file has its name only once it is whole: until {@link #finish} it is {@code NAME.part}.
 */
public final class ParquetRecordWriter<T extends SpecificRecordBase> implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final ParquetWriter<T> writer;
    private boolean closed;

    private ParquetRecordWriter(Path file, Path part, ParquetWriter<T> writer) {
        this.file = file;
        this.part = part;
        this.writer = writer;
    }

    /**
     * Begins a file.
     *
     * @param file replaced when it is there
     * @param type the class of the records
     * @throws IOException when the file cannot be made
     */
    public static <T extends SpecificRecordBase> ParquetRecordWriter<T> create(
            Path file, Class<T> type) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Schema schema = SpecificData.get().getSchema(type);
        PlainParquetConfiguration conf = new PlainParquetConfiguration();
        // Otherwise lists have the shape of 2013, in which a list of null cannot be told.
        conf.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        ParquetWriter<T> writer =
                AvroParquetWriter.<T>builder(new LocalOutputFile(part))
                        .withSchema(schema)
                        .withDataModel(SpecificData.get())
                        .withConf(conf)
                        .withCodecFactory(new ZstdCodecFactory())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .build();
        return new ParquetRecordWriter<>(file, part, writer);
    }

    /** Adds a record. */
    public void write(T record) throws IOException {
        writer.write(record);
    }

    /** Ends the file and gives it its name. */
    public void finish() throws IOException {
        closed = true;
        writer.close();
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves nothing behind of a file that was not finished. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
            Files.deleteIfExists(part);
        }
    }
}
