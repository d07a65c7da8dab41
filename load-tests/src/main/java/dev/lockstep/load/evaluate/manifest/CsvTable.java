package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of comma-separated values with a head, as RFC 4180 writes it: quotes round what holds a
 * comma, a quote (doubled) or a line end. Immutable.
 *
 * @param head names of the columns
 * @param rows one for each line after the head
 */
record CsvTable(List<String> head, List<Row> rows) {
    /**
     * A line by column.
     *
     * @param line on which it begins, from 1
     */
    record Row(int line, Map<String, String> cells) {}

    static CsvTable read(Path file) throws IOException {
        List<String> lines = TextLines.of(file);
        List<String> head = List.of();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            StringBuilder text = new StringBuilder(lines.get(i));
            while (isOpen(text) && i + 1 < lines.size()) {
                text.append('\n').append(lines.get(++i));
            }
            if (isOpen(text)) {
                throw new UserException(
                        TextLines.where(file, first + 1)
                                + " opens a quote that nothing closes: close it.");
            }
            List<String> cells = cells(text.toString());
            if (text.toString().isBlank()) {
                continue;
            }
            if (head.isEmpty()) {
                head = cells;
            } else {
                rows.add(row(file, first + 1, head, cells));
            }
        }
        return new CsvTable(head, rows);
    }

    private static Row row(Path file, int line, List<String> head, List<String> cells) {
        if (cells.size() != head.size()) {
            throw new UserException(
                    TextLines.where(file, line)
                            + " has "
                            + cells.size()
                            + " fields and the head has "
                            + head.size()
                            + ": put quotes round a text that holds commas.");
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            named.put(head.get(i), cells.get(i));
        }
        return new Row(line, named);
    }

    private static boolean isOpen(CharSequence text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
