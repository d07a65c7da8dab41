package dev.lockstep.load.evaluate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.load.evaluate.path.ItemMedia;
import dev.lockstep.load.measure.WavFile;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small sets in the layouts that are taken, with real sound in them. */
class ImportersTest {
    private static final int RATE = 16_000;

    @TempDir Path folder;

    @Test
    void readSpeechWithItsSpeakers() throws Exception {
        Path set = folder.resolve("LibriSpeech").resolve("test-clean");
        Path chapter = Files.createDirectories(set.resolve("61").resolve("70968"));
        Files.writeString(
                folder.resolve("LibriSpeech").resolve("SPEAKERS.TXT"),
                ";ID | SEX | SUBSET | MINUTES | NAME\n"
                        + "61   | M | test-clean | 8.08 | Paul-Gabriel Wiener\n");
        Files.writeString(
                chapter.resolve("61-70968.trans.txt"),
                "61-70968-0000 HE BEGAN A CONFUSED COMPLAINT\n61-70968-0001 GIVE NOT SO EARNEST\n");
        flac(chapter.resolve("61-70968-0000.flac"), RATE);

        Suite suite = SuiteReader.read(set, SuiteFormat.AUTO);

        assertThat(suite.items()).hasSize(1);
        Item item = suite.items().get(0);
        assertThat(item.id()).isEqualTo("61-70968-0000");
        assertThat(item.transcript()).isEqualTo("HE BEGAN A CONFUSED COMPLAINT");
        assertThat(item.labels())
                .isEqualTo(
                        Map.of(
                                "speaker", "61",
                                "chapter", "70968",
                                "sex", "M",
                                "subset", "test-clean"));
        assertThat(new ItemMedia().sound(Objects.requireNonNull(item.sound()))).hasSize(RATE);
        assertThat(suite.missing()).hasSize(1);
        assertThat(suite.missing().get(0))
                .contains("61-70968.trans.txt:2", "61-70968-0001", ".flac");
    }

    @Test
    void aTranscriptWithoutTextIsNamedWithItsLine() throws Exception {
        Path chapter = Files.createDirectories(folder.resolve("61").resolve("70968"));
        Files.writeString(chapter.resolve("61-70968.trans.txt"), "\n61-70968-0000\n");

        assertThatThrownBy(() -> SuiteReader.read(folder, SuiteFormat.LIBRISPEECH))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("61-70968.trans.txt:2 has no text");
    }

    @Test
    void captionedSoundsWithSeveralCaptionsEach() throws Exception {
        Files.writeString(
                folder.resolve("test.csv"),
                "audiocap_id,youtube_id,start_time,caption\n"
                        + "1,rqfQRErjfk8,170,\"A crowd claps, then \"\"cheers\"\"\"\n"
                        + "2,rqfQRErjfk8,170,People applaud\n"
                        + "3,6CJ36Dn7RLM,30,A dog barks\n"
                        + "4,gone,0,Nothing\n");
        Path audio = Files.createDirectories(folder.resolve("audio"));
        wav(audio.resolve("rqfQRErjfk8_170.wav"), 100);
        wav(audio.resolve("Y6CJ36Dn7RLM.wav"), 100);

        for (Path at : List.of(folder, folder.resolve("test.csv"))) {
            Suite suite = SuiteReader.read(at, SuiteFormat.AUTO);

            assertThat(suite.items())
                    .extracting(Item::id)
                    .containsExactly("rqfQRErjfk8_170", "6CJ36Dn7RLM_30");
            assertThat(suite.items().get(0).captions())
                    .containsExactly("A crowd claps, then \"cheers\"", "People applaud");
            assertThat(suite.missing()).hasSize(1);
            assertThat(suite.missing().get(0)).contains("test.csv:5", "gone_0");
        }
    }

    @Test
    void aTableThatIsNotOneIsNamedWithItsLine() throws Exception {
        Path table = folder.resolve("t.csv");
        Files.writeString(table, "audiocap_id,youtube_id,start_time,caption\n1,a,0,one, two\n");
        assertThatThrownBy(() -> SuiteReader.read(table, SuiteFormat.AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("t.csv:2 has 5 fields");
        Files.writeString(table, "audiocap_id,youtube_id,start_time,caption\n1,a,0,\"one\n");
        assertThatThrownBy(() -> SuiteReader.read(table, SuiteFormat.AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("t.csv:2 opens a quote");
        Files.writeString(table, "id,text\n1,a\n");
        assertThatThrownBy(() -> SuiteReader.read(table, SuiteFormat.AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("t.csv:1 lacks a column");
    }

    @Test
    void talksWithTheTextOfTheirSlides() throws Exception {
        Files.writeString(folder.resolve("text"), "u1 good morning\nu2 and thanks\nu3 bye\n");
        Files.writeString(folder.resolve("segments"), "u1 talk 0.5 1.25\nu2 other 0 1\n");
        Files.writeString(folder.resolve("utt2spk"), "u1 ana\nu2 ben\n");
        Files.writeString(folder.resolve("slide_text"), "u1 Agenda 2026\n");
        Files.createDirectories(folder.resolve("audio"));
        Files.createDirectories(folder.resolve("slides"));
        wav(folder.resolve("audio").resolve("talk.wav"), 2 * RATE);
        Files.writeString(folder.resolve("slides").resolve("u1.png"), "");

        Suite suite = SuiteReader.read(folder, SuiteFormat.AUTO);

        assertThat(suite.items()).hasSize(1);
        Item item = suite.items().get(0);
        assertThat(item.transcript()).isEqualTo("good morning");
        assertThat(item.labels()).isEqualTo(Map.of("speaker", "ana", "recording", "talk"));
        assertThat(item.pictures().get(0).onScreenText()).isEqualTo("Agenda 2026");
        assertThat(new ItemMedia().sound(Objects.requireNonNull(item.sound())))
                .hasSize(RATE * 3 / 4);
        assertThat(suite.missing()).hasSize(2);
        assertThat(suite.missing().get(0)).contains("text:2", "u2", "other");
        assertThat(suite.missing().get(1)).contains("text:3", "u3", "its line in segments");
    }

    @Test
    void recordingsAreNamedOnceAndNeverRun() throws Exception {
        Files.writeString(folder.resolve("text"), "u1 good morning\n");
        wav(folder.resolve("elsewhere.wav"), 100);
        Files.writeString(folder.resolve("wav.scp"), "u1 elsewhere.wav\n");
        assertThat(SuiteReader.read(folder, SuiteFormat.AUTO).items())
                .extracting(Item::sound)
                .containsExactly(Clip.whole(folder.resolve("elsewhere.wav")));

        Files.writeString(folder.resolve("wav.scp"), "u1 sox a.wav -t wav - |\n");
        assertThatThrownBy(() -> SuiteReader.read(folder, SuiteFormat.AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("runs no commands");
    }

    private static void flac(Path file, int samples) throws Exception {
        try (MediaWriter writer =
                MediaWriter.open(file, MediaFormat.sound("flac", "flac", RATE, 1))) {
            writer.writeAudio(new short[samples]);
        }
    }

    private static void wav(Path file, int samples) throws Exception {
        WavFile.write(new short[samples], file);
    }
}
