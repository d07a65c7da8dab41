package dev.lockstep.load.evaluate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of("a.flac", "b.mp4", "c.jpg")) {
            Files.writeString(folder.resolve(name), "");
        }
        Files.writeString(
                folder.resolve("a.srt"),
                "1\n"
                        + "00:00:00,000 --> 00:00:01,000\n"
                        + "One two\n\n"
                        + "2\n"
                        + "00:00:01,000 --> 00:00:02,000\n"
                        + "three.\n");
    }

    private Suite read(String... lines) throws IOException {
        Path manifest = folder.resolve(ManifestReader.NAME);
        Files.write(manifest, List.of(lines));
        return SuiteReader.read(folder, SuiteFormat.AUTO);
    }

    @Test
    void everythingThatAnItemMayHave() throws IOException {
        Suite suite =
                read(
                        "# a remark",
                        "{\"id\":\"x\",\"audio\":\"a.flac\",\"start_ms\":500,\"end_ms\":1500,"
                                + "\"transcript\":\"Hello.\",\"image\":\"c.jpg\","
                                + "\"on_screen_text\":[\"Line one\",\"two\"],"
                                + "\"boxes\":[{\"label\":\"person\",\"bbox\":[1,2,3,4]}],"
                                + "\"text\":\"a chat\",\"captions\":[\"p\",\"q\"],"
                                + "\"labels\":{\"speaker\":7,\"sex\":\"F\"}}",
                        "",
                        "{\"id\":\"y\",\"video\":\"b.mp4\",\"cues\":\"a.srt\","
                                + "\"frames\":[{\"at_ms\":200,\"boxes\":[]},{\"image\":\"c.jpg\"}]}");

        assertThat(suite.missing()).isEmpty();
        assertThat(suite.items()).hasSize(2);
        Item x = suite.items().get(0);
        assertThat(x.sound()).isEqualTo(new Clip(folder.resolve("a.flac"), 500, 1500L));
        assertThat(x.transcript()).isEqualTo("Hello.");
        assertThat(x.text()).isEqualTo("a chat");
        assertThat(x.captions()).containsExactly("p", "q");
        assertThat(x.labels()).isEqualTo(Map.of("speaker", "7", "sex", "F"));
        assertThat(x.pictures())
                .containsExactly(
                        new LabelledPicture(
                                folder.resolve("c.jpg"),
                                null,
                                "Line one two",
                                List.of(new LabelledBox("person", 1, 2, 3, 4))));
        Item y = suite.items().get(1);
        assertThat(y.sound()).isEqualTo(Clip.whole(folder.resolve("b.mp4")));
        assertThat(y.transcript()).isEqualTo("One two three.");
        assertThat(y.pictures().get(0).atMs()).isEqualTo(200);
        assertThat(y.pictures().get(0).boxes()).isEmpty();
        assertThat(y.pictures().get(1).boxes()).isNull();
    }

    @Test
    void complaintsNameFileAndLineAndSayWhatToDo() {
        complains("{\"id\":\"x\"", ":1 is not JSON", "one object a line");
        complains("[]", ":1 is no JSON object");
        complains("{\"audio\":\"a.flac\"}", ":1 lacks id: add it.");
        complains("{\"id\":\"x\",\"accent\":\"us\"}", "has a field accent", "labels");
        complains("{\"id\":\"x\",\"transcript\":\"t\"}", "no audio or video: name the file.");
        complains("{\"id\":\"x\",\"on_screen_text\":\"t\"}", "no picture: add image");
        complains("{\"id\":\"x\",\"at_ms\":1}", "no video: name it.");
        complains(
                "{\"id\":\"x\",\"image\":\"c.jpg\",\"boxes\":[{\"label\":\"zebu\",\"bbox\":[1,2,3,4]}]}",
                "the class zebu, which COCO has not");
        complains(
                "{\"id\":\"x\",\"image\":\"c.jpg\",\"boxes\":[{\"label\":\"cat\",\"bbox\":[1,2,3]}]}",
                "needs 4 numbers in bbox");
        complains(
                "{\"id\":\"x\",\"image\":\"c.jpg\",\"boxes\":[{\"label\":\"cat\",\"bbox\":[1,2,0,4]}]}",
                "a box is wider");
        complains(
                "{\"id\":\"x\",\"audio\":\"a.flac\",\"start_ms\":5,\"end_ms\":5}",
                "a clip ends after it begins");
        complains("{\"id\":\"x\",\"audio\":\"a.flac\",\"start_ms\":-1}", "0 or more, in start_ms");
        complains(
                "{\"id\":\"x\",\"audio\":\"a.flac\",\"transcript\":\"t\",\"cues\":\"a.srt\"}",
                "keep one of them");
        complains("{\"id\":\"x\",\"audio\":\"a.flac\",\"cues\":\"b.srt\"}", "There is no file");
        complains("# nothing", "holds no items");
        assertThatThrownBy(() -> read("{\"id\":\"x\"}", "{\"id\":\"x\"}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(":2: the id x is there twice");
    }

    private void complains(String line, String... says) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(says);
    }

    @Test
    void itemsWhoseFilesAreMissingAreNamedAndLeftOut() throws IOException {
        Suite suite =
                read(
                        "{\"id\":\"x\",\"audio\":\"gone.flac\"}",
                        "{\"id\":\"y\",\"audio\":\"a.flac\"}",
                        "{\"id\":\"z\",\"image\":\"gone.jpg\"}");

        assertThat(suite.items()).extracting(Item::id).containsExactly("y");
        assertThat(suite.missing()).hasSize(2);
        assertThat(suite.missing().get(0)).contains(":1", "x was left out", "gone.flac");
        assertThat(suite.missing().get(1)).contains(":3", "z was left out", "gone.jpg");
        assertThatThrownBy(() -> read("{\"id\":\"x\",\"audio\":\"gone.flac\"}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("None of the 1 items");
    }

    @Test
    void aFolderOfNothingAndAPathToNothingAreNoSuites() {
        assertThatThrownBy(() -> SuiteReader.read(folder, SuiteFormat.AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none of the layouts");
        assertThatThrownBy(() -> SuiteReader.read(folder.resolve("x"), SuiteFormat.AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no suite");
    }
}
