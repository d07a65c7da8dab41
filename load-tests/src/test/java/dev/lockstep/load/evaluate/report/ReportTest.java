package dev.lockstep.load.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.load.evaluate.accuracy.EditScore;
import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.accuracy.SearchScore;
import dev.lockstep.load.evaluate.fairness.GroupComparison;
import dev.lockstep.load.evaluate.fairness.Measured;
import dev.lockstep.load.evaluate.robustness.Degradation;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.Share;
import dev.lockstep.local.accuracy.WordErrors;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Bootstrap BOOTSTRAP = Bootstrap.seeded(1);
    private final EvaluationReport report =
            new EvaluationReport(
                    "a <b>suite</b>",
                    3,
                    12.5,
                    1,
                    List.of("suite.jsonl:3: x was left out, x.flac is not there."),
                    1,
                    new EvaluationReport.Accuracy(
                            EditScore.of(List.of(new WordErrors(1, 0, 0, 10)), 0, BOOTSTRAP),
                            null,
                            null,
                            null,
                            null,
                            null,
                            new SearchScore(
                                    RetrievalScore.of(List.of(1, 2), 4, BOOTSTRAP),
                                    null,
                                    RetrievalScore.of(
                                            List.of(1, RetrievalScore.NOT_FOUND), 4, BOOTSTRAP))),
                    new EvaluationReport.Robustness(
                            List.of(
                                    Degradation.of(
                                            "word error rate",
                                            "rain & <wind>",
                                            List.of(new Share(1, 10)),
                                            List.of(new Share(3, 10)),
                                            BOOTSTRAP)),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()),
                    null,
                    GroupComparison.seeded(1)
                            .compare(
                                    Map.of(
                                            "word error rate",
                                            List.of(
                                                    new Measured(
                                                            new Share(1, 10),
                                                            Map.of("accent", "\"us\""))))),
                    List.of("Objects: no picture has boxes."));

    @Test
    void thePageIsWholeAndHoldsNothingButText() throws Exception {
        String html = EvaluationPage.html(report);

        assertThat(html).doesNotContain("<script", "<b>suite", "<wind>", "href=\"http", "src=");
        assertThat(html).contains("<svg", "rain &amp; &lt;wind&gt;", "x was left out", "(small)");
        // Markup that is HTML and XML at once can be checked by a parser.
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }

    @Test
    void theLinesSayWhatWasMeasuredAndWhatWasNot() {
        assertThat(ReportLines.of(report))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("speech, words", "10.0 %")
                                        .doesNotContain("["))
                .anySatisfy(line -> assertThat(line).contains("rain & <wind>", "30.0 %", "+20.0"))
                .anySatisfy(line -> assertThat(line).contains("search by words", "50.0 %", "0.75"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("search by both, as users get it", "(25 %)"))
                .noneSatisfy(line -> assertThat(line).contains("search by meaning"))
                .contains("suite.jsonl:3: x was left out, x.flac is not there.")
                .contains("Not measured. Objects: no picture has boxes.");
    }

    @Test
    void theJsonHasItsDocumentedNames() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(report));

        assertThat(json.at("/version").asInt()).isEqualTo(1);
        assertThat(json.at("/sound_seconds").asDouble()).isEqualTo(12.5);
        assertThat(json.at("/accuracy/speech/rate/value").asDouble()).isEqualTo(0.1);
        assertThat(json.at("/accuracy/speech/rate/low").isNull()).isTrue();
        assertThat(json.at("/accuracy/objects").isNull()).isTrue();
        assertThat(json.at("/accuracy/search/words/mean_reciprocal_rank/value").asDouble())
                .isEqualTo(0.75);
        assertThat(json.at("/accuracy/search/meaning").isNull()).isTrue();
        assertThat(json.at("/accuracy/search/both/at_k/10/value").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/accuracy/search/both/mean_reciprocal_rank/value").asDouble())
                .isEqualTo(0.5);
        assertThat(json.at("/robustness/speech/0/condition").asText()).isEqualTo("rain & <wind>");
        assertThat(json.at("/fairness/0/p_holm").isNull()).isTrue();
        assertThat(json.at("/efficiency").isNull()).isTrue();
        assertThat(json.at("/not_measured/0").asText()).contains("boxes");
    }

    @Test
    void figuresAreShort() {
        assertThat(Figures.percent(new Interval(0.0532, 0.021, 0.09, 9)))
                .isEqualTo("5.3 % [2.1, 9.0]");
        assertThat(Figures.change(Interval.bare(-0.01, 2))).isEqualTo("-1.0");
        assertThat(Figures.percent(Interval.bare(Double.NaN, 0))).isEqualTo("–");
        assertThat(Figures.plain(null)).isEqualTo("–");
        assertThat(Figures.p(0.0001)).isEqualTo("< 0.001");
    }
}
