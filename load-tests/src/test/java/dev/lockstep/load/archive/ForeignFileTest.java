package dev.lockstep.load.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound MCAP files that other tools write are not called damaged. */
class ForeignFileTest {
    @TempDir private Path dir = Path.of("");

    @Test
    void schemasOfAnotherEncodingAreTold() throws IOException {
        byte[] schema =
                new RecordBytes()
                        .u16(1)
                        .text("sensor_msgs/Image")
                        .text("ros2msg")
                        .sized("uint32 height".getBytes(StandardCharsets.UTF_8))
                        .toByteArray();
        Path file = write("libmcap 1.3", new RecordBytes().record(Opcode.SCHEMA, schema));
        assertThatThrownBy(() -> ArchiveReader.open(file).close())
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(
                        file
                                + " is an MCAP file of 'libmcap 1.3' and not as lockstep record"
                                + " writes them (a schema in ros2msg, where Avro is expected at")
                .hasMessageEndingWith("name a file that lockstep record wrote.");
    }

    @Test
    void anotherCompressionIsTold() throws IOException {
        byte[] index =
                new RecordBytes()
                        .u64(1)
                        .u64(2)
                        .u64(8)
                        .u64(100)
                        .sized(new byte[0])
                        .u64(0)
                        .text("lz4")
                        .u64(50)
                        .u64(90)
                        .toByteArray();
        Path file = write("mcap go", new RecordBytes().record(Opcode.CHUNK_INDEX, index));
        assertThatThrownBy(() -> ArchiveReader.open(file).close())
                .hasMessageContaining("of 'mcap go'")
                .hasMessageContaining("the compression 'lz4' is not known here");
    }

    @Test
    void messagesOutsideOfChunksAreTold() throws IOException {
        byte[] statistics =
                new RecordBytes()
                        .u64(3)
                        .u16(0)
                        .u32(1)
                        .u32(0)
                        .u32(0)
                        .u32(0)
                        .u64(1)
                        .u64(2)
                        .sized(new RecordBytes().u16(1).u64(3).toByteArray())
                        .toByteArray();
        Path file = write("some tool", new RecordBytes().record(Opcode.STATISTICS, statistics));
        assertThatThrownBy(() -> ArchiveReader.open(file).close())
                .hasMessageContaining("of 'some tool'")
                .hasMessageContaining("messages that are in no chunk");
    }

    @Test
    void oursIsCalledDamaged() throws IOException {
        Path file =
                write(ArchiveWriter.LIBRARY, new RecordBytes().record(Opcode.SCHEMA, new byte[1]));
        assertThatThrownBy(() -> ArchiveReader.open(file).close())
                .hasMessageStartingWith("The archive is damaged at byte");
    }

    /** A finished file without data, with that summary and right checksums. */
    private Path write(String library, RecordBytes summary) throws IOException {
        byte[] data =
                new RecordBytes()
                        .raw(Opcode.magic())
                        .record(
                                Opcode.HEADER,
                                new RecordBytes().text("").text(library).toByteArray())
                        .toByteArray();
        byte[] end =
                new RecordBytes()
                        .record(Opcode.DATA_END, new RecordBytes().u32(crc(data)).toByteArray())
                        .toByteArray();
        long start = data.length + (long) end.length;
        byte[] checked =
                new RecordBytes()
                        .raw(summary.toByteArray())
                        .u8(Opcode.FOOTER)
                        .u64(Opcode.FOOTER_BYTES)
                        .u64(start)
                        .u64(0)
                        .toByteArray();
        byte[] file =
                new RecordBytes()
                        .raw(data)
                        .raw(end)
                        .raw(checked)
                        .u32(crc(checked))
                        .raw(Opcode.magic())
                        .toByteArray();
        return Files.write(dir.resolve("a.mcap"), file);
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
