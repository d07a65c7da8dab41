package dev.lockstep.local.aligned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.align.canonical.SettledDigest;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.testing.Captions;
import dev.lockstep.local.testing.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledWindowsTest {
    @TempDir private Path dir;

    @Test
    void eachWindowIsALineAtOnceWithTimesFromTheOrigin() throws IOException {
        try (AlignedFile file = AlignedFile.create(dir)) {
            new SettledWindows(file).accept(Windows.settled(3));
            String line =
                    "{'stream':'talk','index':3,'start_ms':1500,'end_ms':3500,'start_us':"
                            + (Captions.START_US + 1_500_000)
                            + ",'modalities':{"
                            + "'audio':{'completeness':'partial','reason':'late','coverage':0.75,"
                            + "'weight':null,'attribution':null,'models':[]},"
                            + "'video':{'completeness':'complete','reason':null,'coverage':null,"
                            + "'weight':0.4,'attribution':0.25,'models':['minilm 1']}},"
                            + "'members':["
                            + "{'modality':'audio','source':'audio-0','start_ms':1750,"
                            + "'end_ms':2050.5,'text':'Ever tried.','labels':[],"
                            + "'on_screen_text':[],'language':null,'moderation':{},"
                            + "'score':null,'anchor_ms':null,'skew_ms':0,"
                            + "'interpolated':false,'records':0,'epoch':0,'sequence':-1,"
                            + "'embedding_length':0},"
                            + "{'modality':'video','source':'video-0','start_ms':2500,"
                            + "'end_ms':2500,'text':null,'labels':['bottle'],"
                            + "'on_screen_text':['Worstward Ho'],'language':'en',"
                            + "'moderation':{'toxic':0.5,'words':1.0},'score':0.91,"
                            + "'anchor_ms':2512.5,'skew_ms':-12.5,'interpolated':false,"
                            + "'records':1,'epoch':1,'sequence':4,'embedding_length':3}],"
                            + "'fusion':'weighted','embedding_length':2,'similarities':["
                            + "{'first':'audio','second':'video','cosine':-0.3333}]}";
            assertThat(dir.resolve("aligned.jsonl")).hasContent(line.replace('\'', '"') + "\n");
        }
    }

    @Test
    void theyAreCountedAndDigested() {
        SettledDigest expected = new SettledDigest();
        try (AlignedFile file = AlignedFile.create(dir)) {
            SettledWindows windows = new SettledWindows(file);
            assertThat(windows.digest()).isEqualTo(expected.hex());
            for (int i = 0; i < 3; i++) {
                windows.accept(Windows.settled(i));
                expected.add(Windows.settled(i));
            }
            assertThat(windows.count()).isEqualTo(3);
            assertThat(windows.digest()).isEqualTo(expected.hex());
            assertThat(windows.problem()).isEmpty();
        }
    }

    @Test
    void oneThatComesTwiceIsLeftOutAndNamed() throws IOException {
        try (AlignedFile file = AlignedFile.create(dir)) {
            SettledWindows windows = new SettledWindows(file);
            windows.accept(Windows.settled(0));
            windows.accept(Windows.settled(0));
            windows.accept(Windows.settled(1));
            assertThat(windows.count()).isEqualTo(2);
            assertThat(windows.problem()).contains("Window 0 comes after window 0");
        }
        List<Long> indexes =
                Files.readAllLines(dir.resolve("aligned.jsonl")).stream()
                        .map(line -> json(line).get("index").asLong())
                        .toList();
        assertThat(indexes).containsExactly(0L, 1L);
    }

    @Test
    void aFolderThatIsGoneIsASentence() {
        assertThatThrownBy(() -> AlignedFile.create(dir.resolve("none")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("choose another folder with --out");
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
