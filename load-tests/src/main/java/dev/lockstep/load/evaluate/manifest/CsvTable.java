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
 * comma, a quote (doubled) or a line end. A quote within a text that does not begin with one is a
 * sign like any other, as in {@code a 5" nail}. Immutable.
 *
 * @param head names of the columns
 * @param rows one for each line after the head
 */
record CsvTable(List<String> head, List<Row> rows) {
    CsvTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param line on which it begins, from 1
     * @param cells in order; as many as the line has, which may be another number than the head's
     */
    record Row(int line, List<String> cells) {}

    /** The cells of a row by column; none where there are more or fewer than columns. */
    Map<String, String> named(Row row) {
        Map<String, String> named = new LinkedHashMap<>();
        if (row.cells().size() == head.size()) {
            for (int i = 0; i < head.size(); i++) {
                named.put(head.get(i), row.cells().get(i));
            }
        }
        return named;
    }

    /** The columns that a line of a file names, without blanks and quotes round them. */
    static List<String> head(String line) {
        List<Row> rows = new Reader(line).rows();
        return rows.isEmpty()
                ? List.of()
                : rows.get(0).cells().stream().map(String::strip).toList();
    }

    static CsvTable read(Path file) throws IOException {
        Reader reader = new Reader(String.join("\n", TextLines.of(file)));
        List<Row> rows = reader.rows();
        if (reader.openSince > 0) {
            throw new UserException(
                    TextLines.where(file, reader.openSince)
                            + " opens a quote that nothing closes: close it.");
        }
        return rows.isEmpty()
                ? new CsvTable(List.of(), List.of())
                : new CsvTable(
                        rows.get(0).cells().stream().map(String::strip).toList(),
                        rows.subList(1, rows.size()));
    }

    /** Reads a text from its beginning to its end. */
    private static final class Reader {
        private final String text;
        private int openSince;

        Reader(String text) {
            this.text = text;
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            boolean begun = false;
            int line = 1;
            int first = 1;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                line += c == '\n' ? 1 : 0;
                if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (quoted) {
                    if (c == '"') {
                        quoted = false;
                        openSince = 0;
                    } else {
                        cell.append(c);
                    }
                } else if (c == '"' && !begun) {
                    quoted = true;
                    begun = true;
                    openSince = line;
                } else if (c == ',' || c == '\n') {
                    cells.add(cell.toString());
                    cell.setLength(0);
                    begun = false;
                    if (c == '\n') {
                        add(rows, first, cells);
                        cells.clear();
                        first = line;
                    }
                } else {
                    cell.append(c);
                    begun = true;
                }
            }
            cells.add(cell.toString());
            add(rows, first, cells);
            return rows;
        }

        private static void add(List<Row> rows, int line, List<String> cells) {
            if (cells.size() > 1 || !cells.get(0).isBlank()) {
                rows.add(new Row(line, List.copyOf(cells)));
            }
        }
    }
}
