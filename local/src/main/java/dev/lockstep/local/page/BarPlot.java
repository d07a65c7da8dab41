package dev.lockstep.local.page;

import java.util.List;

/**
 * A plot as inline SVG: a bar for each step, and a line for each limit. Colours come from the
 * page's style sheet, so that they follow light and dark. Stateless.
 */
public final class BarPlot {
    private static final double MS_PER_SECOND = 1_000;

    private BarPlot() {}

    /**
     * A limit.
     *
     * @param value where the line is
     * @param name what stands beside it
     */
    public record Line(double value, String name) {}

    public static String svg(String title, String description, Series series, List<Line> limits) {
        Axes axes = Axes.of((double) series.endMs(), Math.max(1, series.highest()), limits);
        StringBuilder svg = new StringBuilder(axes.open(title, description));
        for (Series.Point point : series.points()) {
            double x = axes.x((double) point.startMs());
            double width = axes.x((double) (point.startMs() + series.stepMs())) - x;
            double y = axes.y(point.value());
            svg.append(
                    Axes.text(
                            "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                    + " height=\"%.1f\"/>\n",
                            x, y, Math.max(1, width - 1), axes.y(0) - y));
        }
        String end = Axes.text("%.0f s", series.endMs() / MS_PER_SECOND);
        return svg.append(axes.close(limits, "0 s", end)).toString();
    }
}
