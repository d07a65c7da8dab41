package dev.lockstep.load.evaluate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void speechAsItLiesOnDisksOfStrangers() throws Exception {
        Path set = Files.createDirectories(folder.resolve("disk").resolve("test-other"));
        Path chapter = Files.createDirectories(set.resolve("60").resolve("121082"));
        // The head of the real file, a name with bars in it, ends of lines of Windows.
        Files.writeString(
                folder.resolve("SPEAKERS.TXT"),
                "; Some pipe(|) separated metadata about all LibriVox readers\r\n;\r\n"
                        + ";ID  |SEX| SUBSET           |MINUTES| NAME\r\n"
                        + "60   | M | train-clean-100  | 20.18 | |CBW|Simon\r\n"
                        + "84   | F | dev-clean        | 8.02  | Christie Nowak\r\n");
        Files.writeString(
                chapter.resolve("60-121082.trans.txt"),
                "\uFEFF60-121082-0000 SO CLOSE\r\n\r\n60-121082-0001\r\n"
                        + "60-121082-0002\tWITH A TAB\r\n60-121082-0002 AGAIN\r\n");
        Files.write(chapter.resolve("._60-121082.trans.txt"), new byte[] {0, 5, 22, 7, -1});
        flac(chapter.resolve("60-121082-0000.flac"), RATE);
        flac(chapter.resolve("60-121082-0002.FLAC"), RATE);
        Path link = folder.resolve("LibriSpeech");
        Files.createSymbolicLink(link, folder.resolve("disk"));

        for (Path at : List.of(set, set.resolve("60"), link, folder)) {
            Suite suite = SuiteReader.read(at, SuiteFormat.AUTO);

            assertThat(suite.items())
                    .extracting(Item::id, Item::transcript)
                    .containsExactly(
                            tuple("60-121082-0000", "SO CLOSE"),
                            tuple("60-121082-0002", "WITH A TAB"));
            assertThat(suite.items().get(0).labels())
                    .as(at.toString())
                    .containsEntry("sex", "M")
                    .containsEntry("subset", "train-clean-100");
            assertThat(suite.missing()).as(at.toString()).hasSize(at.equals(folder) ? 6 : 2);
            assertThat(suite.missing().get(0))
                    .contains("60-121082.trans.txt:3", "60-121082-0001", "no text follows it");
            assertThat(suite.missing().get(1))
                    .contains("60-121082.trans.txt:5", "60-121082-0002 is there twice");
        }
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
    void aLineThatIsNoneCostsACaptionAndNotTheSet() throws Exception {
        Path table = folder.resolve("test.csv");
        // A mark and ends of lines as Excel writes them, quotes in the head, a quote within a text.
        Files.writeString(
                table,
                "\uFEFF\"audiocap_id\", youtube_id,start_time,caption\r\n"
                        + "1,vid,30,A saw, then silence\r\n"
                        + "2,vid,30,A 5\" nail is hit\r\n"
                        + "3,vid,30,\r\n"
                        + "4,vid,30,\"Two\r\nlines\"\r\n"
                        + "5,vid,30,Last\r\n");
        wav(Files.createDirectories(folder.resolve("audio")).resolve("vid.wav"), 100);

        Suite suite = SuiteReader.read(folder, SuiteFormat.AUTO);

        assertThat(suite.items().get(0).captions())
                .containsExactly("A 5\" nail is hit", "Two\nlines", "Last");
        assertThat(suite.missing()).hasSize(2);
        assertThat(suite.missing().get(0)).contains("test.csv:2", "5 fields and the head has 4");
        assertThat(suite.missing().get(1)).contains("test.csv:4", "no caption");
        assertThat(suite.missing().toString()).doesNotContain(":7");
    }

    @ParameterizedTest
    @CsvSource({
        "audio/-0Gj8-vB1q4_30.wav",
        "audio/test/Y-0Gj8-vB1q4.wav",
        "test/-0Gj8-vB1q4.flac",
        "audio_32000Hz/test/-0Gj8-vB1q4_30_40.WAV",
        "audio/-0Gj8-vB1q4_30000_40000.wav",
        "audio/Y-0Gj8-vB1q4_30.000_40.000.mp3",
        "../audio/test/103549.wav",
        "wavs/103551.wav"
    })
    void clipsAreFoundAsToolsNameThem(String file) throws Exception {
        Path csv = Files.createDirectories(folder.resolve("dataset")).resolve("test.csv");
        // Five captions, as in the real table: each with an id of its own.
        StringBuilder rows = new StringBuilder("audiocap_id,youtube_id,start_time,caption\n");
        for (int id = 103549; id < 103554; id++) {
            rows.append(id).append(",-0Gj8-vB1q4,30,Caption ").append(id).append('\n');
        }
        Files.writeString(csv, rows);
        Path sound = csv.resolveSibling(file).normalize();
        Files.createDirectories(Objects.requireNonNull(sound.getParent()));
        Files.writeString(sound, "");

        Suite suite = SuiteReader.read(csv, SuiteFormat.AUTO);

        assertThat(suite.items()).hasSize(1);
        assertThat(suite.items().get(0).id()).isEqualTo("-0Gj8-vB1q4_30");
        assertThat(suite.items().get(0).captions()).hasSize(5);
        assertThat(suite.items().get(0).sound()).isEqualTo(Clip.whole(sound.toAbsolutePath()));
    }

    @Test
    void aVideoWithTwoClipsIsNotTakenForBoth() throws Exception {
        Path csv = folder.resolve("val.csv");
        Files.writeString(
                csv,
                "audiocap_id,youtube_id,start_time,caption\n1,vid,0,One\n2,vid,20,Two\n"
                        + "3,other,20,Three\n");
        // The same name in two splits: the one of the table's name counts.
        for (String split : List.of("train", "val")) {
            Path audio = Files.createDirectories(folder.resolve("audio").resolve(split));
            wav(audio.resolve("vid.wav"), 100);
            wav(audio.resolve("other.wav"), 100);
        }
        wav(folder.resolve("audio").resolve("vid_20.wav"), 100);

        Suite suite = SuiteReader.read(csv, SuiteFormat.AUTO);

        assertThat(suite.items()).extracting(Item::id).containsExactly("vid_20", "other_20");
        assertThat(suite.items().get(1).sound())
                .isEqualTo(Clip.whole(folder.resolve("audio/val/other.wav")));
        assertThat(suite.missing().get(0)).contains("val.csv:2: vid_0 was left out");
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

    @Test
    void slideSpeechAsItIsHandedOut() throws Exception {
        Path texts = Files.createDirectories(folder.resolve("related_files").resolve("test"));
        Files.writeString(
                texts.resolve("text"),
                "Life_0007_00012 HAO MEN\r\nLife_0007_00013\r\nLife_0007_00014 NO TIMES\r\n"
                        + "Talent_0001_00001 BY ITS CATEGORY\r\n");
        Files.writeString(
                texts.resolve("segments"),
                "Life_0007_00012 Life_0007 0.25 1.25\r\nLife_0007_00013 Life_0007 1 2\r\n"
                        + "Life_0007_00014 Life_0007 2 1\r\n"
                        + "Talent_0001_00001 Talent_0001 0 0.5\r\n");
        Files.writeString(texts.resolve("wav.scp"), "Life_0007 test/wav/Life/Life_0007.wav\r\n");
        Files.writeString(texts.resolve("keywords"), "Life_0007_00012 HAO$MEN\r\n");
        Files.writeString(
                texts.resolve("ocr"), "Life_0007_00012 HAO$MEN$OTHER\r\nLife_0007_00013 X\r\n");
        Path life = Files.createDirectories(folder.resolve("test/wav/Life"));
        wav(life.resolve("Life_0007.wav"), 3 * RATE);
        Path talent = Files.createDirectories(folder.resolve("test/Talent"));
        Files.writeString(talent.resolve("Talent_0001.mp4"), "");
        Files.createDirectories(folder.resolve("test/Life"));
        Files.writeString(folder.resolve("test/Life/Life_0007.mp4"), "");

        Suite suite = SuiteReader.read(texts, SuiteFormat.AUTO);

        assertThat(suite.items())
                .extracting(Item::id)
                .containsExactly("Life_0007_00012", "Talent_0001_00001");
        Item first = suite.items().get(0);
        assertThat(new ItemMedia().sound(Objects.requireNonNull(first.sound()))).hasSize(RATE);
        assertThat(first.pictures())
                .containsExactly(
                        new LabelledPicture(
                                folder.resolve("test/Life/Life_0007.mp4"),
                                750L,
                                "HAO MEN OTHER",
                                null));
        // Sound out of the video where nobody cut it out; no words of its slide are known.
        Item second = suite.items().get(1);
        assertThat(second.sound()).isEqualTo(new Clip(talent.resolve("Talent_0001.mp4"), 0, 500L));
        assertThat(second.pictures().get(0).onScreenText()).isNull();
        assertThat(suite.missing()).hasSize(2);
        assertThat(suite.missing().get(0)).contains("text:2", "no text follows it");
        assertThat(suite.missing().get(1)).contains("text:3", "no start and end");
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
