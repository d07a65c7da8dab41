package dev.lockstep.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The distributions are records a CPU-second of {@code bench align}, replay of one stream, as
 * measured on a machine with a load of 22 to 27 on two cores: as it was, as it was once more, and
 * with a loop in the aligner that makes a record cost a fifth more.
 */
class CompareBenchCommandTest {
    private static final String AS_IT_WAS =
            "4385114, 4448875, 4577351, 4690847, 4551112, 4393059, 4437570";
    private static final String ONCE_MORE =
            "4872050, 4794060, 4627771, 4502699, 4420828, 4502662, 4467841";
    private static final String SLOWER =
            "3725511, 3783777, 3845911, 3756059, 3794510, 3725051, 3627610";

    @TempDir private Path folder;

    @Test
    void aSlowdownIsWorseAndEndsWithOne() throws IOException {
        JsonNode worse = compare(1, file("a", AS_IT_WAS), file("b", SLOWER));
        assertThat(worse.get("worse").asInt()).isEqualTo(1);
        JsonNode figure = worse.get("figures").get(0);
        assertThat(figure.get("verdict").asText()).isEqualTo("worse");
        assertThat(figure.get("change_greatest").asDouble()).isLessThan(-0.1);
        assertThat(figure.get("repetitions").asText()).isEqualTo("7 + 7");
    }

    @Test
    void theSameOnceMoreIsNoDifference() throws IOException {
        JsonNode same = compare(0, file("a", AS_IT_WAS), file("b", ONCE_MORE));
        assertThat(same.get("figures").get(0).get("verdict").asText())
                .isEqualTo("no difference told");
    }

    @Test
    void aGainIsBetter() throws IOException {
        JsonNode better = compare(0, file("a", SLOWER), file("b", AS_IT_WAS));
        assertThat(better.get("figures").get(0).get("verdict").asText()).isEqualTo("better");
    }

    @Test
    void severalResultsAreTakenTogether() throws IOException {
        String both = file("a", AS_IT_WAS) + "," + file("b", ONCE_MORE);
        JsonNode worse = compare(1, both, file("c", SLOWER));
        assertThat(worse.get("figures").get(0).get("repetitions").asText()).isEqualTo("14 + 7");
    }

    @Test
    void fewRepetitionsTellNothing() throws IOException {
        JsonNode few = compare(0, file("a", "10, 11, 12"), file("b", "20, 21, 22"));
        assertThat(few.get("figures").get(0).get("verdict").asText())
                .isEqualTo("too few repetitions");
    }

    @Test
    void whatIsNoResultIsToldInASentence() throws IOException {
        Path text = Files.writeString(folder.resolve("t"), "no json\nat all\n");
        assertThatThrownBy(() -> ResultFile.read(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("holds no JSON");
        Path other = Files.writeString(folder.resolve("o"), "{\"streams\": 4}");
        assertThatThrownBy(() -> ResultFile.read(other))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("it has no figures");
    }

    private JsonNode compare(int code, String before, String after) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine command =
                new CommandLine(new CompareBenchCommand())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(new StringWriter()));
        assertThat(command.execute(before, after, "--json")).isEqualTo(code);
        return new ObjectMapper().readTree(out.toString());
    }

    /** As the output of a benchmark has it: lines for people before the JSON. */
    private String file(String name, String values) throws IOException {
        return Files.writeString(
                        folder.resolve(name),
                        "2 CPUs, load average 22.16\ncore: 4086k per CPU-second\n"
                                + "{\"bench\":\"align\",\"settings\":{\"streams\":\"200\"},"
                                + "\"figures\":[{\"name\":\"core: records\",\"unit\":\"a"
                                + " CPU-second\",\"better\":\"more\",\"values\":["
                                + values
                                + "]}]}\n")
                .toString();
    }
}
