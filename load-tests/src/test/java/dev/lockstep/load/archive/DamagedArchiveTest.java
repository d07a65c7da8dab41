package dev.lockstep.load.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that were cut off or changed at any byte. */
class DamagedArchiveTest {
    private static final List<Archives.Item> ITEMS =
            IntStream.range(0, 12)
                    .mapToObj(
                            i ->
                                    new Archives.Item(
                                            i % 3,
                                            0,
                                            1_000 + i,
                                            ("message " + i).getBytes(StandardCharsets.UTF_8)))
                    .toList();

    private static final Map<Integer, byte[]> ATTACHED =
            Map.of(
                    0,
                    "what the first refers to".getBytes(StandardCharsets.UTF_8),
                    7,
                    new byte[300],
                    9,
                    new byte[0]);

    @TempDir private Path dir = Path.of("");
    private Path file = Path.of("");
    private byte[] whole = new byte[0];
    private List<String> texts = List.of();

    @BeforeEach
    void writeOne() throws IOException {
        file = dir.resolve("a.mcap");
        Archives.write(file, 200, ITEMS, ATTACHED, true);
        whole = Files.readAllBytes(file);
        texts = IntStream.range(0, 12).mapToObj(i -> Archives.text(ITEMS.get(i), i)).toList();
    }

    @Test
    void cutOffAnywhereItIsReadUpToTheLastWholeChunk() throws IOException {
        int most = 0;
        for (int length = 8; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (ArchiveReader reader = ArchiveReader.open(file)) {
                ArchiveContents contents = reader.contents();
                assertThat(contents.truncated()).as("%d bytes", length).isPresent();
                List<String> read =
                        Archives.read(reader.all()).stream().map(Archives::text).toList();
                assertThat(texts).containsAll(read);
                assertThat(read).hasSize((int) contents.messages()).doesNotHaveDuplicates();
                assertThat(read.size()).isGreaterThanOrEqualTo(most);
                most = read.size();
                checkAttachments(reader);
                for (String text : read) {
                    int sequence = texts.indexOf(text);
                    assertThat(contents.attachments().containsKey("attachment " + sequence))
                            .isEqualTo(ATTACHED.containsKey(sequence));
                }
                for (ChunkRef chunk : contents.chunks()) {
                    assertThat(chunk.offset() + chunk.length()).isLessThanOrEqualTo(length);
                }
            }
        }
        assertThat(most).isEqualTo(12);
    }

    @Test
    void eachAttachmentIsThereOnce() throws IOException {
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            assertThat(reader.contents().attachments()).hasSize(ATTACHED.size());
            assertThat(reader.contents().attachments().get("attachment 7"))
                    .extracting(
                            AttachmentRef::size, AttachmentRef::mediaType, AttachmentRef::logTimeNs)
                    .containsExactly(300L, "text/plain", 1L);
            checkAttachments(reader);
        }
    }

    private static void checkAttachments(ArchiveReader reader) throws IOException {
        for (AttachmentRef ref : reader.contents().attachments().values()) {
            byte[] attached =
                    ATTACHED.get(Integer.parseInt(ref.name().substring("attachment ".length())));
            assertThat(reader.attachment(ref)).isEqualTo(attached);
        }
    }

    @Test
    void theMessageSaysHowFarItIsWhole() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            assertThat(reader.contents().truncated().orElseThrow())
                    .startsWith("The archive was never finished or is cut off: it is whole up to")
                    .contains("the 12 records in the");
        }
    }

    @Test
    void anyChangedBitOfAFinishedArchiveIsFound() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                Files.write(file, changed);
                long byteAt = at;
                assertThatThrownBy(() -> ArchiveReader.open(file).close())
                        .as("bit %d of byte %d", bit, at)
                        .isInstanceOfSatisfying(
                                ArchiveException.class,
                                e -> assertThat(e.offset()).isLessThanOrEqualTo(byteAt));
            }
        }
    }

    @Test
    void theDamagedRecordIsNamed() throws IOException {
        ChunkRef second;
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            second = reader.contents().chunks().get(1);
        }
        whole[(int) (second.offset() + second.length() - 3)] ^= 1;
        Files.write(file, whole);
        assertThatThrownBy(() -> ArchiveReader.open(file).close())
                .hasMessageStartingWith(
                        "The archive is damaged at byte " + second.offset() + " (the c");
    }

    @Test
    void aChangedBitOfAnUnfinishedArchiveGivesNothingWrong() throws IOException {
        Archives.write(file, 200, ITEMS, ATTACHED, false);
        byte[] unfinished = Files.readAllBytes(file);
        int found = 0;
        for (int at = 0; at < unfinished.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = unfinished.clone();
                changed[at] ^= (byte) (1 << bit);
                Files.write(file, changed);
                try (ArchiveReader reader = ArchiveReader.open(file)) {
                    List<ArchiveMessage> read = Archives.read(reader.all());
                    assertThat(texts).containsAll(read.stream().map(Archives::text).toList());
                    checkAttachments(reader);
                } catch (ArchiveException e) {
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(unfinished.length * Byte.SIZE / 2);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Files.writeString(file, "PCAP");
        assertThatThrownBy(() -> ArchiveReader.open(file).close())
                .hasMessageContaining("is no archive");
    }
}
