package dev.lockstep.local.page;

import java.util.List;
import java.util.Locale;

/**
 * What all plots have in common: frame, title, grid and limits. Values start at 0; what lies below
 * is drawn there. Immutable.
 */
final class Axes {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int BOTTOM = 28;
    private static final int TOP = 12;
    private static final double ABOVE = 1.1;
    private static final int TICKS = 4;

    private final double end;
    private final double step;
    private final double top;

    private Axes(double end, double step, double top) {
        this.end = end;
        this.step = step;
        this.top = top;
    }

    /**
     * Axes that hold everything.
     *
     * @param end largest x
     * @param highest largest y
     * @param limits lines that must be seen
     */
    static Axes of(double end, double highest, List<BarPlot.Line> limits) {
        double most =
                Math.max(highest, limits.stream().mapToDouble(BarPlot.Line::value).max().orElse(0));
        double step = round(most * ABOVE / TICKS);
        return new Axes(end, step, step * Math.ceil(most * ABOVE / step));
    }

    /** Begin of the picture, with grid and names of values. */
    String open(String title, String description) {
        String id = "plot-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        StringBuilder svg =
                new StringBuilder(
                        text(
                                "<svg viewBox=\"0 0 %d %d\" role=\"img\""
                                        + " aria-labelledby=\"%s-t %s-d\">\n",
                                WIDTH, HEIGHT, id, id));
        svg.append(text("<title id=\"%s-t\">%s</title>", id, Markup.text(title)));
        svg.append(text("<desc id=\"%s-d\">%s</desc>\n", id, Markup.text(description)));
        for (double value = 0; value <= top + step / 2; value += step) {
            svg.append(
                    text(
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                                    + "<text x=\"%d\" y=\"%.1f\" class=\"axis\">%s</text>\n",
                            LEFT, WIDTH, y(value), y(value), 4, y(value) + 4, number(value)));
        }
        return svg.toString();
    }

    /** Limits with their names, and the ends of the axis of x. */
    String close(List<BarPlot.Line> limits, String first, String last) {
        StringBuilder svg = new StringBuilder();
        for (int i = 0; i < limits.size(); i++) {
            BarPlot.Line limit = limits.get(i);
            // Names stand at both ends by turns, so that they do not cover one another.
            boolean right = i % 2 == 0;
            double at = y(limit.value());
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
                        "<text class=\"axis\" x=\"%d\" y=\"%d\">%s</text>"
                                + "<text class=\"limit-name\" x=\"%d\" y=\"%d\">%s</text>\n",
                        LEFT,
                        HEIGHT - 8,
                        Markup.text(first),
                        WIDTH - 4,
                        HEIGHT - 8,
                        Markup.text(last)));
        return svg.append("</svg>\n").toString();
    }

    double x(double value) {
        return LEFT + (WIDTH - LEFT) * value / end;
    }

    double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.max(0, value) / top;
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

    private String number(double value) {
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return text("%." + digits + "f", value);
    }

    static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
