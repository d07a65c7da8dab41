package dev.lockstep.load.evaluate.report;

import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.local.page.Markup;
import java.util.List;
import java.util.Locale;

/**
 * A bar for each of some named figures, with its interval, as inline SVG; colours are those of the
 * page. Stateless.
 */
final class IntervalPlot {
    private static final int WIDTH = 720;
    private static final int ROW = 22;
    private static final int LEFT = 220;
    private static final int RIGHT = 150;
    private static final int TOP = 8;
    private static final int BAR = 12;
    private static final int LONGEST_NAME = 34;

    private IntervalPlot() {}

    /**
     * A figure.
     *
     * @param name what stands beside it
     */
    record Bar(String name, Interval interval) {}

    /**
     * The plot.
     *
     * @param title for who cannot see it
     * @param bars figures that are shares, 0 and more
     */
    static String svg(String title, List<Bar> bars) {
        double top =
                bars.stream()
                        .mapToDouble(bar -> highest(bar.interval()))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        double scale = (WIDTH - LEFT - RIGHT) / Math.max(top, 1e-3);
        int height = TOP + bars.size() * ROW + TOP;
        StringBuilder svg =
                new StringBuilder(
                        text(
                                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                                WIDTH, height, Markup.text(title)));
        svg.append(
                text(
                        "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n",
                        LEFT, LEFT, TOP, height - TOP));
        for (int i = 0; i < bars.size(); i++) {
            row(svg, bars.get(i), TOP + i * ROW, scale);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, Bar bar, int y, double scale) {
        String name = bar.name();
        String shown =
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
        double baseline = y + BAR;
        svg.append(
                text(
                        "<text class=\"axis\" x=\"0\" y=\"%.1f\">%s</text>",
                        baseline, Markup.text(shown)));
        Double value = bar.interval().value();
        if (value != null) {
            svg.append(
                    text(
                            "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                            LEFT, y + 2, Math.max(1, value * scale), BAR));
        }
        Double low = bar.interval().low();
        Double high = bar.interval().high();
        if (low != null && high != null) {
            double middle = y + 2 + BAR / 2.0;
            svg.append(
                    text(
                            "<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\""
                                    + " y2=\"%.1f\"/>",
                            LEFT + low * scale, LEFT + high * scale, middle, middle));
        }
        svg.append(
                text(
                        "<text class=\"axis\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                        LEFT + Math.max(0, highest(bar.interval())) * scale + 6,
                        baseline,
                        Markup.text(Figures.percent(bar.interval()))));
    }

    private static double highest(Interval interval) {
        Double value = interval.value();
        Double high = interval.high();
        return high != null ? high : value == null ? 0 : value;
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
