package dev.lockstep.inference.vision.text;

/**
 * The rectangle of least area round a convex hull; one of its sides lies on a side of the hull.
 *
 * @param centreX x of its centre
 * @param centreY y of its centre
 * @param axisX unit vector along its first side
 * @param axisY unit vector along its first side
 * @param halfAcross half its extent along that vector
 * @param halfDown half its extent across it
 */
record MinimalRectangle(
        double centreX,
        double centreY,
        double axisX,
        double axisY,
        double halfAcross,
        double halfDown) {

    static MinimalRectangle round(ConvexHull hull) {
        MinimalRectangle best = along(hull, 1, 0);
        for (int i = 0; i < hull.size(); i++) {
            int next = (i + 1) % hull.size();
            double dx = hull.x(next) - hull.x(i);
            double dy = hull.y(next) - hull.y(i);
            double length = Math.hypot(dx, dy);
            if (length > 0) {
                MinimalRectangle candidate = along(hull, dx / length, dy / length);
                if (candidate.area() < best.area()) {
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static MinimalRectangle along(ConvexHull hull, double ax, double ay) {
        double lowA = Double.POSITIVE_INFINITY;
        double highA = Double.NEGATIVE_INFINITY;
        double lowD = Double.POSITIVE_INFINITY;
        double highD = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < hull.size(); i++) {
            double across = hull.x(i) * ax + hull.y(i) * ay;
            double down = hull.y(i) * ax - hull.x(i) * ay;
            lowA = Math.min(lowA, across);
            highA = Math.max(highA, across);
            lowD = Math.min(lowD, down);
            highD = Math.max(highD, down);
        }
        double a = (lowA + highA) / 2;
        double d = (lowD + highD) / 2;
        return new MinimalRectangle(
                a * ax - d * ay, a * ay + d * ax, ax, ay, (highA - lowA) / 2, (highD - lowD) / 2);
    }

    double area() {
        return 4 * halfAcross * halfDown;
    }

    double shortSide() {
        return 2 * Math.min(halfAcross, halfDown);
    }

    /** The same with every side moved outwards. */
    MinimalRectangle grown(double by) {
        return new MinimalRectangle(centreX, centreY, axisX, axisY, halfAcross + by, halfDown + by);
    }

    /**
     * How far DB's shrunk text kernels are grown again: area × ratio / perimeter.
     *
     * @param ratio of the model's training, about 1.5
     */
    MinimalRectangle unclipped(double ratio) {
        double perimeter = 4 * (halfAcross + halfDown);
        return perimeter == 0 ? this : grown(area() * ratio / perimeter);
    }

    /**
     * The columns of a row that lie inside.
     *
     * @return first and last, as fractions; first above last when there are none
     */
    double[] columns(double y) {
        double[] span = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        double dy = y - centreY;
        // |dx·ax + dy·ay| <= halfAcross and |dy·ax − dx·ay| <= halfDown
        narrow(span, axisX, dy * axisY, halfAcross);
        narrow(span, -axisY, dy * axisX, halfDown);
        span[0] += centreX;
        span[1] += centreX;
        return span;
    }

    private static void narrow(double[] span, double slope, double constant, double bound) {
        if (Math.abs(slope) < 1e-9) {
            if (Math.abs(constant) > bound + 1e-9) {
                span[0] = Double.POSITIVE_INFINITY;
            }
            return;
        }
        double a = (-bound - constant) / slope;
        double b = (bound - constant) / slope;
        span[0] = Math.max(span[0], Math.min(a, b));
        span[1] = Math.min(span[1], Math.max(a, b));
    }

    /** As a region of a picture that is so many times larger, its top left corner first. */
    TextRegion scaled(double scaleX, double scaleY) {
        // Of the four directions, the one that points most to the right is along the text.
        double ax = axisX;
        double ay = axisY;
        double across = halfAcross;
        double down = halfDown;
        if (Math.abs(ay) > Math.abs(ax)) {
            double swap = ax;
            ax = -ay;
            ay = swap;
            across = halfDown;
            down = halfAcross;
        }
        if (ax < 0) {
            ax = -ax;
            ay = -ay;
        }
        // Half a pixel: the map's positions are those of pixel centres, a region's of their edges.
        double x = centreX + 0.5 - ax * across + ay * down;
        double y = centreY + 0.5 - ay * across - ax * down;
        return new TextRegion(
                x * scaleX,
                y * scaleY,
                2 * across * ax * scaleX,
                2 * across * ay * scaleY,
                -2 * down * ay * scaleX,
                2 * down * ax * scaleY);
    }
}
