package dev.lockstep.local.page;

import java.util.List;

/**
 * A plot as inline SVG: curves over a common axis, each with its name and a dash pattern of its
 * own, so that they can be told apart without colours; and a line for each limit. Stateless.
 */
public final class LinePlot {
    private static final int STYLES = 8;

    /** Curves of so few points show them, for one alone would not be seen. */
    private static final int FEW = 12;

    private static final double POINT_RADIUS = 2.5;
    private static final int NAME_X = 60;
    private static final int NAME_Y = 22;
    private static final int NAME_STEP = 14;
    private static final double LEAST = 1e-9;

    private LinePlot() {}

    /**
     * A point.
     *
     * @param x on the axis that all curves share, from 0
     * @param y its value
     */
    public record Point(double x, double y) {}

    /**
     * A curve.
     *
     * @param name what stands beside it
     * @param points in the order of x
     */
    public record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * The plot.
     *
     * @param first what stands at the left end of the axis
     * @param last what stands at its right end
     * @param limits may be empty
     */
    public static String svg(
            String title,
            String description,
            List<Curve> curves,
            String first,
            String last,
            List<BarPlot.Line> limits) {
        double end = LEAST;
        double highest = LEAST;
        for (Curve curve : curves) {
            for (Point point : curve.points()) {
                end = Math.max(end, point.x());
                highest = Math.max(highest, point.y());
            }
        }
        Axes axes = Axes.of(end, highest, limits);
        StringBuilder svg = new StringBuilder(axes.open(title, description));
        for (int i = 0; i < curves.size(); i++) {
            int style = i % STYLES;
            svg.append(Axes.text("<polyline class=\"curve curve-%d\" points=\"", style));
            for (Point point : curves.get(i).points()) {
                svg.append(Axes.text("%.1f,%.1f ", axes.x(point.x()), axes.y(point.y())));
            }
            svg.append("\"/>\n");
            if (curves.get(i).points().size() <= FEW) {
                for (Point point : curves.get(i).points()) {
                    svg.append(
                            Axes.text(
                                    "<circle class=\"curve curve-%d\" cx=\"%.1f\" cy=\"%.1f\""
                                            + " r=\"%.1f\"/>\n",
                                    style, axes.x(point.x()), axes.y(point.y()), POINT_RADIUS));
                }
            }
            int y = NAME_Y + i * NAME_STEP;
            svg.append(
                    Axes.text(
                            "<line class=\"curve curve-%d\" x1=\"%d\" x2=\"%d\" y1=\"%d\""
                                    + " y2=\"%d\"/><text class=\"axis\" x=\"%d\" y=\"%d\">%s</text>\n",
                            style,
                            NAME_X,
                            NAME_X + 2 * NAME_STEP,
                            y - 4,
                            y - 4,
                            NAME_X + 2 * NAME_STEP + 6,
                            y,
                            Markup.text(curves.get(i).name())));
        }
        return svg.append(axes.close(limits, first, last)).toString();
    }
}
