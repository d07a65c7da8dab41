package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.vision.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Rows from top to bottom, and what stands in one row from left to right. */
final class ReadingOrder {
    /** Share of the lower one's height that two boxes of a row have in common. */
    private static final float COMMON = 0.5f;

    private ReadingOrder() {}

    static <T> List<T> of(List<T> items, Function<T, Box> box) {
        List<T> byTop = new ArrayList<>(items);
        byTop.sort(Comparator.comparingDouble(item -> middle(box.apply(item))));
        List<T> ordered = new ArrayList<>();
        List<T> row = new ArrayList<>();
        for (T item : byTop) {
            if (!row.isEmpty() && !sameRow(box.apply(row.get(0)), box.apply(item))) {
                flush(row, ordered, box);
            }
            row.add(item);
        }
        flush(row, ordered, box);
        return ordered;
    }

    private static <T> void flush(List<T> row, List<T> ordered, Function<T, Box> box) {
        row.sort(Comparator.comparingDouble(item -> box.apply(item).x()));
        ordered.addAll(row);
        row.clear();
    }

    private static double middle(Box box) {
        return box.y() + box.height() / 2;
    }

    private static boolean sameRow(Box a, Box b) {
        float common = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        return common >= COMMON * Math.min(a.height(), b.height());
    }
}
