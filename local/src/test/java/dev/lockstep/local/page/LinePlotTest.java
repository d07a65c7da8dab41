package dev.lockstep.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

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
        String[] points = curve.getAttribute("points").strip().split(" ");
        // The axis goes from 0 at x 52, y 192 to the end at x 720.
        assertThat(points[0]).isEqualTo("52.0,192.0");
        assertThat(points[1]).startsWith("720.0,");
        double top = Double.parseDouble(points[1].substring("720.0,".length()));
        Element other = (Element) svg.getElementsByTagName("polyline").item(1);
        assertThat(other.getAttribute("points").strip())
                .isEqualTo(Axes.text("386.0,%.1f", (192 + top) / 2));
        assertThat(curve.getAttribute("class")).isNotEqualTo(other.getAttribute("class"));
        assertThat(svg.getDocumentElement().getTextContent()).contains("p95 & more", "limit");
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
