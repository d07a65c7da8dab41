package dev.lockstep.local.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.compliance.RunFacts;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.compliance.WordMeasure;
import dev.lockstep.view.model.AccuracyView;
import dev.lockstep.view.model.LagView;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ComplianceReportTest {
    private static final String EVIL = "<img src=x onerror=alert(1)>";

    @TempDir private Path folder;

    @Test
    void theReportIsWellFormedAndHoldsTheFigures() throws Exception {
        ComplianceReport report =
                ComplianceReport.of(
                        run(true, "It was the best of times."), "It was the worst of times.");

        assertThat(report.figures().shownLag())
                .isEqualTo(new LagView(6, 1_500, 1_000, 2_000, 2_000));
        AccuracyView accuracy = Objects.requireNonNull(report.figures().accuracy());
        assertThat(accuracy.wer()).isCloseTo(1.0 / 6, within(1e-9));
        assertThat(accuracy.standard()).isEqualTo(1);
        assertThat(accuracy.nerScore()).isCloseTo(100 * 5.5 / 6, within(1e-9));
        Document page = parse(report.html());
        assertThat(texts(page, "h1")).containsExactly("Caption compliance: talk");
        assertThat(texts(page, "h2"))
                .containsExactly(
                        "Figures against limits",
                        "Lag",
                        "Speed",
                        "Gaps in speech",
                        "Rewrites",
                        "Accuracy",
                        "Ledger",
                        "Models and settings");
        assertThat(texts(page, "del")).containsExactly("worst");
        assertThat(texts(page, "ins")).containsExactly("best");
        assertThat(row(page, "CRTC: mean caption lag"))
                .startsWith("CRTC: mean caption lag", "1.50 s", "at most 6.00 s", "pass", "rule");
        assertThat(row(page, "CRTC: NER-style score"))
                .contains("91.67 %", "at least 98.00 %", "fail");
        assertThat(row(page, "the first caption that shows it"))
                .containsExactly(
                        "the first caption that shows it",
                        "1.50 s",
                        "1.00 s",
                        "2.00 s",
                        "2.00 s",
                        "6");
        assertThat(row(page, "audio-0")).contains("101", "yes");
    }

    @Test
    void eachPlotHasATitleADescriptionAndATable() throws Exception {
        Document page = parse(ComplianceReport.of(run(true, "one two"), null).html());

        NodeList plots = page.getElementsByTagName("svg");
        assertThat(plots.getLength()).isEqualTo(3);
        for (int i = 0; i < plots.getLength(); i++) {
            Element plot = (Element) plots.item(i);
            assertThat(plot.getAttribute("role")).isEqualTo("img");
            for (String id : plot.getAttribute("aria-labelledby").split(" ", -1)) {
                assertThat(withId(plot, id)).isNotBlank();
            }
        }
        assertThat(texts(page, "summary")).containsOnly("The plot as a table").hasSize(3);
        assertThat(texts(page, "title").get(0)).isEqualTo("Caption compliance: talk");
    }

    @Test
    void whatWasSaidAndSetIsTextAndNothingIsAskedForElsewhere() throws Exception {
        RunFacts facts =
                new RunFacts(
                        EVIL,
                        EVIL,
                        true,
                        "1",
                        List.of(EVIL),
                        Map.of("a" + EVIL, EVIL),
                        EVIL + " x");
        Run run = new Run(facts, utterances(true, EVIL + " \u0000 & ]]> 'x' \"y\""), List.of());

        String html = ComplianceReport.of(run, null).html();

        Document page = parse(html);
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(html).doesNotContain("<img", "src=\"", "href=", "url(", "@import");
        assertThat(texts(page, "h1")).containsExactly("Caption compliance: " + EVIL);
    }

    @Test
    void whatWasNotMeasuredIsSaidAndNoNumber() throws Exception {
        ComplianceReport report = ComplianceReport.of(run(false, "one two"), null);

        Document page = parse(report.html());
        assertThat(row(page, "the first caption that shows it"))
                .containsExactly(
                        "the first caption that shows it",
                        "not measured",
                        "not measured",
                        "not measured",
                        "not measured",
                        "0");
        assertThat(row(page, "CRTC: mean caption lag"))
                .startsWith("CRTC: mean caption lag", "not measured", "at most 6.00 s", "unknown");
        assertThat(report.json()).contains("\"shown_lag\":null", "\"accuracy\":null");
        assertThat(texts(page, "p").toString()).contains("Lags were not measured");
    }

    @Test
    void aRunIsReadFromItsFolderOrAnyOfItsFilesOrFromCaptionsAlone() throws Exception {
        Run run = run(true, "one two");
        new ComplianceFile(run.facts(), run.utterances()).write(folder);
        Path captions =
                Files.writeString(
                        folder.resolve("captions.jsonl"),
                        "{\"stream\":\"s\",\"source\":\"a\",\"utterance\":0,\"start_ms\":0,"
                                + "\"end_ms\":900,\"words\":[{\"text\":\"hi\",\"start_ms\":100,"
                                + "\"end_ms\":400}],\"model\":{\"id\":\"m\",\"version\":\"1\"}}\n");

        assertThat(RunReader.read(folder).words()).isEqualTo(run.words());
        assertThat(RunReader.read(captions).words()).isEqualTo(run.words());
        Path moved = Files.copy(captions, folder.resolve("other.jsonl"));
        Run alone = RunReader.read(moved);
        assertThat(alone.words()).containsExactly(new WordMeasure("hi", 100, 400, null, null));
        assertThat(alone.facts().models()).containsExactly("m 1");
        assertThat(ComplianceReport.of(alone, null).figures().rewrites()).isNull();
    }

    @Test
    void whatIsNoRunIsRefusedInOneSentence() throws Exception {
        Path picture = Files.write(folder.resolve("cat.jpg"), new byte[] {-1, -40, 0});
        Path noise = Files.write(folder.resolve("noise.jsonl"), new byte[] {-1, -40, 0});
        Path other = Files.writeString(folder.resolve("other.jsonl"), "{\"a\":1}\n");

        for (Path path : List.of(picture, noise, other)) {
            assertThatThrownBy(() -> RunReader.read(path))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(path + " is nothing that lockstep caption wrote");
        }
        assertThatThrownBy(() -> RunReader.read(folder))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("holds no run");
        assertThatThrownBy(() -> RunReader.read(folder.resolve("none")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no run at");
    }

    @Test
    void namesAreWordsThatHaveACapitalWithinASentence() {
        assertThat(
                        ReferenceScore.names(
                                "The man saw Smith. Then he, Estragon, said: I'm May Day; may I"
                                        + " go?"))
                .containsExactlyInAnyOrder("smith", "estragon", "day");
    }

    private static Run run(boolean measured, String text) {
        RunFacts facts =
                new RunFacts("talk", "talk.mp4", measured, "1", List.of("m 1"), Map.of(), null);
        return new Run(
                facts,
                utterances(measured, text),
                List.of(
                        new SourceLedger(
                                "talk", "audio-0", "audio", 1, 101, 101, 0, 0, 0, 0, 0, true, 2)));
    }

    /** Lags of 1 s and 2 s by turns. */
    private static List<UtteranceMeasure> utterances(boolean measured, String text) {
        List<WordMeasure> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            long at = words.size() * 500L;
            Long lag = measured ? (Long) (1_000L + words.size() % 2 * 1_000L) : null;
            words.add(new WordMeasure(word, at, at + 400, lag, lag));
        }
        return List.of(
                new UtteranceMeasure(
                        "audio-0",
                        0,
                        0,
                        words.size() * 500L,
                        2,
                        1,
                        0,
                        measured ? 900L : null,
                        words));
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document page, String tag) {
        List<String> texts = new ArrayList<>();
        NodeList found = page.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    private static @Nullable String withId(Element plot, String id) {
        NodeList all = plot.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (((Element) all.item(i)).getAttribute("id").equals(id)) {
                return all.item(i).getTextContent();
            }
        }
        return null;
    }

    private static List<String> row(Document page, String head) {
        NodeList rows = page.getElementsByTagName("tr");
        for (int i = 0; i < rows.getLength(); i++) {
            List<String> cells = new ArrayList<>();
            NodeList children = rows.item(i).getChildNodes();
            for (int j = 0; j < children.getLength(); j++) {
                cells.add(children.item(j).getTextContent());
            }
            if (cells.get(0).equals(head)) {
                return cells;
            }
        }
        throw new AssertionError("No row begins with " + head);
    }
}
