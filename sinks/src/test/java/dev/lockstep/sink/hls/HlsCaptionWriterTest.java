package dev.lockstep.sink.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.sink.caption.CaptionFileException;
import dev.lockstep.sink.caption.Captions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HlsCaptionWriterTest {
    @TempDir private Path folder;

    @Test
    void liveShowsCommittedWordsAndCorrectedEveryWordAtItsTime() throws IOException {
        HlsCaptionWriter writer = new HlsCaptionWriter(folder, HlsConf.DEFAULT, 0);
        Caption done = Captions.of(0, 500, 500, "one two three four");
        writer.live(open(done, 2));
        writer.position(5_000);
        assertThat(files()).contains("live.m3u8", "live-00000.0.vtt", "live-00000.1.vtt");
        assertThat(Files.readString(folder.resolve("live-00000.0.vtt")))
                .contains("00:00:00.500 --> 00:00:01.500\none two\n");

        writer.live(done);
        writer.settled(done);
        writer.end(6_000);

        assertThat(files())
                .containsExactlyInAnyOrder(
                        "live.m3u8",
                        "live-00000.vtt",
                        "live-00001.vtt",
                        "corrected.m3u8",
                        "corrected-00000.vtt",
                        "corrected-00001.vtt");
        assertThat(Files.readString(folder.resolve("live-00000.vtt")))
                .contains("one two\n", "00:00:02.000 --> 00:00:03.000\nthree four\n");
        assertThat(Files.readString(folder.resolve("corrected-00000.vtt")))
                .endsWith("00:00:00.500 --> 00:00:02.500\none two three four\n\n");
        assertThat(Files.readString(folder.resolve("corrected.m3u8")))
                .contains("#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20Z\n")
                .contains("#EXTINF:2.000,\ncorrected-00001.vtt\n#EXT-X-ENDLIST\n");
    }

    @Test
    void theFilesOfAnEarlierRunGoAndOthersStay() throws IOException {
        Files.writeString(folder.resolve("live-00077.vtt"), "old");
        Files.writeString(folder.resolve("live-00077.3.vtt"), "old");
        Files.writeString(folder.resolve("live-notes.vtt"), "mine");

        new HlsCaptionWriter(folder, HlsConf.DEFAULT, 0).end(1_000);

        assertThat(files())
                .contains("live-notes.vtt", "live-00000.vtt")
                .doesNotContain("live-00077.vtt", "live-00077.3.vtt");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        HlsCaptionWriter writer = new HlsCaptionWriter(file, HlsConf.DEFAULT, 0);

        assertThatThrownBy(() -> writer.end(1_000))
                .isInstanceOf(CaptionFileException.class)
                .hasMessageContaining(file.toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** The same while it is spoken, with so many words committed. */
    private static Caption open(Caption caption, int committed) {
        Caption open = Caption.newBuilder(caption).setRevision(0).setIsFinal(false).build();
        for (int i = committed; i < open.getWords().size(); i++) {
            Word word = open.getWords().get(i);
            word.setCommitted(false);
        }
        return open;
    }
}
