package dev.lockstep.local.page;

import java.util.List;
import java.util.Locale;

/**
 * A plot as inline SVG: a bar for each step, and a line for each limit. Colours come from the
 * page's style sheet, so that they follow light and dark. Stateless.
 */
public final class BarPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int BOTTOM = 28;
    private static final int TOP = 12;
    private static final double ABOVE = 1.1;
    private static final int TICKS = 4;
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
        double highest =
                Math.max(
                        Math.max(1, series.highest()),
                        limits.stream().mapToDouble(Line::value).max().orElse(0));
        double step = round(highest * ABOVE / TICKS);
        double top = step * Math.ceil(highest * ABOVE / step);
        String id = "plot-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        StringBuilder svg =
                new StringBuilder(
                        text(
                                "<svg viewBox=\"0 0 %d %d\" role=\"img\""
                                        + " aria-labelledby=\"%s-t %s-d\">\n",
                                WIDTH, HEIGHT, id, id));
        svg.append(text("<title id=\"%s-t\">%s</title>", id, Markup.text(title)));
        svg.append(text("<desc id=\"%s-d\">%s</desc>\n", id, Markup.text(description)));
        for (double value = 0; value <= top; value += step) {
            svg.append(
                    text(
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                                    + "<text x=\"%d\" y=\"%.1f\" class=\"axis\">%s</text>\n",
                            LEFT,
                            WIDTH,
                            y(value, top),
                            y(value, top),
                            4,
                            y(value, top) + 4,
                            number(value)));
        }
        double width = (double) (WIDTH - LEFT) * series.stepMs() / series.endMs();
        for (Series.Point point : series.points()) {
            double x = LEFT + (double) (WIDTH - LEFT) * point.startMs() / series.endMs();
            double value = Math.max(0, point.value());
            svg.append(
                    text(
                            "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                    + " height=\"%.1f\"/>\n",
                            x, y(value, top), Math.max(1, width - 1), y(0, top) - y(value, top)));
        }
        for (int i = 0; i < limits.size(); i++) {
            Line limit = limits.get(i);
            // Names stand at both ends by turns, so that they do not cover one another.
            boolean right = i % 2 == 0;
            double at = y(limit.value(), top);
            svg.append(
                    text(
                            "<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                                    + "<text class=\"%s\" x=\"%d\" y=\"%.1f\">%s</text>\n",
                            LEFT,
                            WIDTH,
                            at,
                            at,
                            right ? "limit-name" : "axis",
                            right ? WIDTH - 4 : LEFT + 4,
                            at - 3,
                            Markup.text(limit.name())));
        }
        svg.append(
                text(
                        "<text class=\"axis\" x=\"%d\" y=\"%d\">0 s</text>"
                                + "<text class=\"limit-name\" x=\"%d\" y=\"%d\">%.0f s</text>\n",
                        LEFT, HEIGHT - 8, WIDTH - 4, HEIGHT - 8, series.endMs() / MS_PER_SECOND));
        return svg.append("</svg>\n").toString();
    }

    /** A step that people count in: 1, 2 or 5 times a power of ten, not below the one given. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (double times : new double[] {1, 2, 5}) {
            if (times * power >= step) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? text("%.0f", value) : text("%.1f", value);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
