package dev.lockstep.load.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.BenchFacts;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PeersPageTest {
    @TempDir private Path folder;

    private final PeersRun run =
            new PeersRun(
                    List.of(EchoSystem.TALK),
                    new PeersRun.Lengths(0, 20),
                    CapacityGoal.STANDARD,
                    BenchProgress.on(new PrintWriter(new StringWriter()), Map.of()),
                    new PeersTable(new PrintWriter(new StringWriter())));

    @BeforeEach
    void play() throws InterruptedException {
        run.play(() -> new EchoSystem("first <1>", 4, 250), 0, List.of(1, 4));
        run.play(() -> new EchoSystem("second", 1, 4_000), 0, List.of(1, 2));
    }

    @Test
    void everySystemIsACurveByNumberOfStreams() throws Exception {
        Element page = body();
        List<Element> plots =
                elements(page, "svg").stream()
                        .filter(
                                svg ->
                                        svg.getTextContent().contains("2 streams")
                                                || svg.getTextContent().contains("4 streams"))
                        .filter(svg -> svg.getTextContent().contains("0 streams"))
                        .toList();

        assertThat(plots)
                .extracting(svg -> svg.getElementsByTagName("title").item(0).getTextContent())
                .containsExactly(
                        "Final lag by number of streams, s",
                        "First lag by number of streams, s",
                        "CPU by number of streams",
                        "Memory by number of streams, MB");
        assertThat(plots)
                .allSatisfy(
                        svg -> {
                            assertThat(svg.getTextContent()).contains("first <1>", "second");
                            assertThat(svg.getElementsByTagName("polyline").getLength())
                                    .isEqualTo(2);
                            assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
                        });
    }

    @Test
    void theTableHasEachTrialAndSaysWhatIsHeldAndWhatWasLeftOut() throws Exception {
        Element page = body();
        List<Element> rows = elements(page, "tr");

        assertThat(rows)
                .hasSize(4)
                .element(1)
                .satisfies(
                        row ->
                                assertThat(row.getTextContent())
                                        .contains("first <1>", "0.25 / 0.25 / 0.25", "held"));
        assertThat(rows.get(3).getTextContent()).contains("second").doesNotContain("held");
        assertThat(page.getTextContent()).contains("second was left out from here on: Too many.");
    }

    @Test
    void aFileWithWhereAndHowIsWritten() throws Exception {
        Path file = folder.resolve("peers.html");
        PeersPage.write(
                file,
                BenchFacts.now("peers", Map.of("streams", "1, 4")),
                CapacityGoal.STANDARD,
                run);

        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("Lockstep and its peers", "first &lt;1&gt;", "Where and how", "1, 4");
    }

    private Element body() throws Exception {
        String markup = "<body>" + PeersPage.body(CapacityGoal.STANDARD, run) + "</body>";
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
