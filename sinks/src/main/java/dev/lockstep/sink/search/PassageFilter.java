package dev.lockstep.sink.search;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The filters of a query as a condition with bind parameters, over the table {@code passage p}.
 * Immutable.
 */
final class PassageFilter {
    private final StringBuilder condition = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    PassageFilter(SearchQuery query) {
        among("p.stream", query.streams());
        among("p.modality", query.modalities());
        if (query.fromMs() != null) {
            // What is at one moment ends when it begins.
            condition.append(" AND (p.end_ms > ? OR p.start_ms >= ?)");
            values.add(query.fromMs());
            values.add(query.fromMs());
        }
        if (query.toMs() != null) {
            condition.append(" AND p.start_ms < ?");
            values.add(query.toMs());
        }
    }

    /** Empty, or begins with {@code AND}. */
    String condition() {
        return condition.toString();
    }

    /** Binds the values from a parameter on, and returns the number of the next one. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (Object value : values) {
            statement.setObject(next++, value);
        }
        return next;
    }

    private void among(String column, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        // No store can hold the others, and PostgreSQL would refuse them.
        List<String> possible =
                new TreeSet<>(wanted).stream().filter(PassageFilter::canBeStored).toList();
        if (possible.isEmpty()) {
            condition.append(" AND 1 = 0");
            return;
        }
        condition.append(" AND ").append(column).append(" IN (");
        condition.append(String.join(", ", Collections.nCopies(possible.size(), "?")));
        condition.append(')');
        values.addAll(possible);
    }

    private static boolean canBeStored(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
