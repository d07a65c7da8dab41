package dev.lockstep.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LinePlotTest {
    @Test
    void curvesAndLimitsAreDrawnToScale() throws Exception {
        Document svg =
                plot(
                        List.of(
                                new LinePlot.Curve(
                                        "p95 & more",
                                        List.of(
                                                new LinePlot.Point(0, 0),
                                                new LinePlot.Point(10, 4))),
                                new LinePlot.Curve("p50", List.of(new LinePlot.Point(5, 2)))),
                        List.of(new BarPlot.Line(2, "limit")));
        Element curve = (Element) svg.getElementsByTagName("polyline").item(0);
        List<String> points = List.of(curve.getAttribute("points").strip().split(" ", -1));
        // The axis goes from 0 at x 52, y 192 to the end at x 720.
        assertThat(points.get(0)).isEqualTo("52.0,192.0");
        assertThat(points.get(1)).startsWith("720.0,");
        double top = Double.parseDouble(points.get(1).substring("720.0,".length()));
        Element other = (Element) svg.getElementsByTagName("polyline").item(1);
        assertThat(other.getAttribute("points").strip())
                .isEqualTo(Axes.text("386.0,%.1f", (192 + top) / 2));
        assertThat(curve.getAttribute("class")).isNotEqualTo(other.getAttribute("class"));
        assertThat(svg.getDocumentElement().getTextContent()).contains("p95 & more", "limit");
    }

    @Test
    void eightCurvesDifferAndAPointAloneIsSeen() throws Exception {
        List<LinePlot.Curve> curves =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        new LinePlot.Curve(
                                                "system " + i,
                                                List.of(new LinePlot.Point(10, i + 1.0))))
                        .toList();
        Document svg = plot(curves, List.of());
        NodeList lines = svg.getElementsByTagName("polyline");
        Set<String> classes = new HashSet<>();
        for (int i = 0; i < lines.getLength(); i++) {
            classes.add(((Element) lines.item(i)).getAttribute("class"));
        }
        assertThat(classes).hasSize(8);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(8);
        for (int i = 1; i < 8; i++) {
            assertThat(PageStyle.CSS).contains(".curve-" + i + " {");
        }
    }

    @Test
    void nothingIsDrawnOfNothing() throws Exception {
        Document svg = plot(List.of(), List.of());
        assertThat(svg.getElementsByTagName("polyline").getLength()).isZero();
    }

    private static Document plot(List<LinePlot.Curve> curves, List<BarPlot.Line> limits)
            throws Exception {
        String svg = LinePlot.svg("Lag", "A lag.", curves, "0 s", "10 s", limits);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
