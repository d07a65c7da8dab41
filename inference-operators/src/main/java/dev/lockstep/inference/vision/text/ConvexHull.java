package dev.lockstep.inference.vision.text;

/** The convex hull of points, by Andrew's monotone chain; memory is used again. */
final class ConvexHull {
    private double[] xs = {};
    private double[] ys = {};
    private int size;

    int size() {
        return size;
    }

    double x(int index) {
        return xs[index];
    }

    double y(int index) {
        return ys[index];
    }

    /**
     * Takes the leftmost and the rightmost point of each row, which are all that a hull can touch.
     *
     * @param first leftmost x by row
     * @param last rightmost x by row
     * @param top first row
     * @param bottom last row
     */
    void ofRows(int[] first, int[] last, int top, int bottom) {
        int most = 2 * (bottom - top + 1) + 2;
        if (xs.length < most) {
            xs = new double[most];
            ys = new double[most];
        }
        size = 0;
        for (int y = top; y <= bottom; y++) {
            add(last[y], y, 0);
        }
        int turn = size;
        for (int y = bottom; y >= top; y--) {
            add(first[y], y, turn - 1);
        }
        if (size > 1 && xs[size - 1] == xs[0] && ys[size - 1] == ys[0]) {
            size--;
        }
    }

    private void add(double x, double y, int floor) {
        if (size > 0 && xs[size - 1] == x && ys[size - 1] == y) {
            return;
        }
        while (size - floor >= 2 && turnsAway(x, y)) {
            size--;
        }
        xs[size] = x;
        ys[size++] = y;
    }

    private boolean turnsAway(double x, double y) {
        double ax = xs[size - 1] - xs[size - 2];
        double ay = ys[size - 1] - ys[size - 2];
        return ax * (y - ys[size - 2]) - ay * (x - xs[size - 2]) <= 0;
    }
}
