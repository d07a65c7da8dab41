package dev.lockstep.load.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.load.measure.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkFilesTest {
    @TempDir private Path folder;
    private Path clip;

    @BeforeEach
    void writeClip() throws IOException {
        clip = folder.resolve("clip.wav");
        WavFile.write(new short[10 * WavFile.RATE], clip);
    }

    @Test
    void plainTextIsOneCueWithoutTimes() throws IOException {
        Talk talk = TalkFiles.read(clip, write("said.txt", "\uFEFFIt was.\nThe best.\n"));
        assertThat(talk.timed()).isFalse();
        assertThat(talk.name()).isEqualTo("clip.wav");
        assertThat(talk.lengthMs()).isEqualTo(10_000);
        assertThat(talk.cues()).containsExactly(new ReferenceCue(0, 10_000, "It was.\nThe best."));
    }

    @Test
    void webVttHasHeadersNotesNamesAndSettings() throws IOException {
        String vtt =
                """
                WEBVTT - a talk

                NOTE not said
                at all

                STYLE
                ::cue { color: red }

                one
                00:01.500 --> 00:03.250 align:start position:0%
                <v Ana>It <i>was</i> the
                best of R&amp;D</v>

                00:00:04.000 --> 00:00:05.000
                No matter.
                """;
        Talk talk = TalkFiles.read(clip, write("said.vtt", vtt));
        assertThat(talk.timed()).isTrue();
        assertThat(talk.cues())
                .containsExactly(
                        new ReferenceCue(1_500, 3_250, "It was the best of R&D"),
                        new ReferenceCue(4_000, 5_000, "No matter."));
    }

    @Test
    void subRipHasCountersAndCommas() throws IOException {
        String srt =
                "1\r\n00:00:01,000 --> 00:00:02,500\r\nTry again.\r\n\r\n2\r\n"
                        + "00:00:03,000 --> 00:00:04,000\r\nFail again.\r\n";
        assertThat(TalkFiles.read(clip, write("SAID.SRT", srt)).cues())
                .containsExactly(
                        new ReferenceCue(1_000, 2_500, "Try again."),
                        new ReferenceCue(3_000, 4_000, "Fail again."));
    }

    @Test
    void cuesAreTakenInOrderOfTime() throws IOException {
        String vtt =
                "WEBVTT\n\n00:03.000 --> 00:04.000\nsecond\n\n00:01.000 --> 00:02.000\nfirst\n";
        assertThat(TalkFiles.read(clip, write("said.vtt", vtt)).cues())
                .extracting(ReferenceCue::text)
                .containsExactly("first", "second");
    }

    @Test
    void cuesThatOverlapAreOneAndTheLastEndsWithTheSound() throws IOException {
        String vtt =
                "WEBVTT\n\n00:01.000 --> 00:03.000\none\n\n00:02.500 --> 00:02.900\ntwo\n\n"
                        + "00:09.000 --> 00:10.400\nlast\n";
        assertThat(TalkFiles.read(clip, write("said.vtt", vtt)).cues())
                .containsExactly(
                        new ReferenceCue(1_000, 3_000, "one two"),
                        new ReferenceCue(9_000, 10_000, "last"));
    }

    @Test
    void mistakesAreToldInOneSentence() throws IOException {
        for (List<String> wrong :
                List.of(
                        List.of("a.vtt", "WEBVTT\n", "a.vtt holds no cue"),
                        List.of("b.txt", " \n", "b.txt is empty"),
                        List.of(
                                "c.vtt",
                                "\n1 --> 2\nx\n",
                                "c.vtt has no times such as 00:00:01,000"),
                        List.of(
                                "d.srt",
                                "00:00:03,000 --> 00:00:02,000\nx\n",
                                "d.srt ends before it begins"),
                        List.of(
                                "e.vtt",
                                "00:01.000 --> 00:01.000\nx\n",
                                "e.vtt: the cue at 1000 ms ends when it begins"),
                        List.of(
                                "f.vtt",
                                "00:01.000 --> 00:11.001\nx\n",
                                "The last cue of clip.wav ends at 11001 ms, but the sound at"
                                        + " 10000 ms"))) {
            Path reference = write(wrong.get(0), wrong.get(1));
            assertThatThrownBy(() -> TalkFiles.read(clip, reference))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(wrong.get(2));
        }
        assertThatThrownBy(() -> TalkFiles.read(clip, folder.resolve("none.txt")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.txt cannot be read; check its path");
        assertThatThrownBy(() -> TalkFiles.read(folder.resolve("none.wav"), clip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.wav cannot be read");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
