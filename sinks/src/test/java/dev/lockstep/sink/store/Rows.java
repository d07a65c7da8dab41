package dev.lockstep.sink.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rows to test with, and what a store holds. */
public final class Rows {
    private Rows() {}

    /** A caption whose content follows from key and revision. */
    public static StoreRow caption(String stream, long utterance, long revision) {
        return caption(stream, utterance, revision, "utterance " + utterance + " r" + revision);
    }

    /** A caption of a text. */
    public static StoreRow caption(String stream, long utterance, long revision, String text) {
        return StoreRow.of(
                new CaptionRow(
                        stream,
                        "audio-0",
                        utterance,
                        revision,
                        utterance * 1000,
                        utterance * 1000 + 900,
                        1_700_000_000_000_000L + utterance * 1_000_000,
                        text,
                        "[]",
                        0.5,
                        "en",
                        "moonshine-tiny-en",
                        "0.0.44"));
    }

    /** A window whose content follows from key and revision. */
    public static StoreRow window(String stream, long index, long revision) {
        return StoreRow.of(
                new WindowRow(
                        stream,
                        index,
                        revision,
                        index * 500,
                        index * 500 + 2000,
                        1_700_000_000_000_000L + index * 500_000,
                        revision % 2 == 0 ? "weighted" : null,
                        "[{\"modality\":\"audio\"}]",
                        new float[] {index, revision}));
    }

    /** A ledger entry of an interval. */
    public static StoreRow ledger(String stream, long interval) {
        return StoreRow.of(
                new LedgerRow(
                        stream,
                        "audio-0",
                        "audio",
                        interval,
                        10 * interval,
                        9 * interval,
                        1,
                        2,
                        3,
                        4,
                        5,
                        interval > 3));
    }

    /** A stream that was heard of. */
    public static StoreRow stream(String stream, long originTimeUs, long lastTimeUs) {
        return StoreRow.of(new StreamRow(stream, originTimeUs, lastTimeUs));
    }

    /** A passage whose text follows from key and revision. */
    public static StoreRow passage(
            String stream,
            String key,
            long revision,
            long startMs,
            long endMs,
            float @Nullable [] embedding) {
        String text = "text of " + key + " r" + revision;
        return StoreRow.of(
                new PassageRow(
                        stream,
                        "video-0",
                        "screen",
                        key,
                        revision,
                        startMs,
                        endMs,
                        startMs * 1000,
                        text,
                        null,
                        text,
                        4,
                        embedding));
    }

    /** A passage of a text, which is its terms too. */
    public static StoreRow passage(String stream, String key, String text) {
        return StoreRow.of(
                new PassageRow(stream, "chat", "chat", key, 0, 0, 0, 0, text, "en", text, 1, null));
    }

    /** All that a store holds but the ids of passages, a line for each row. */
    public static List<String> dump(DataSource store) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("stream", "caption", "aligned_window", "ledger", "passage")) {
            lines.addAll(dump(store, table));
        }
        return lines.stream().sorted().toList();
    }

    private static List<String> dump(DataSource store, String table) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                TreeMap<String, String> line = new TreeMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String name = rows.getMetaData().getColumnName(i);
                    if (!name.equals("id") && !name.equals("terms_vector")) {
                        line.put(name, text(rows.getObject(i)));
                    }
                }
                lines.add(table + line);
            }
        }
        return lines;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : String.valueOf(value);
    }

    /** The number that a query gives. */
    public static long count(DataSource store, String query) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The texts that a query gives. */
    public static List<String> texts(DataSource store, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
