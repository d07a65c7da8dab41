package dev.lockstep.load.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table, for the terminal and for the page. Immutable.
 *
 * @param title above it
 * @param head names of the columns
 * @param rows cells
 */
record Table(String title, List<String> head, List<List<String>> rows) {
    Table {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** As lines, columns side by side. */
    List<String> lines() {
        int[] widths = head.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add(line(head, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add("");
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - cells.get(i).length());
            line.append(cells.get(i)).append(blanks).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
