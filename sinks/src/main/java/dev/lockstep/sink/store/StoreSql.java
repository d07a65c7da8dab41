package dev.lockstep.sink.store;

/**
 * The statements that write rows. What comes again changes nothing, and rows of one key may come in
 * any order. Immutable.
 */
final class StoreSql {
    private final StoreDialect dialect;
    private final boolean vectors;

    /**
     * @param vectors whether passages have a column for pgvector
     */
    StoreSql(StoreDialect dialect, boolean vectors) {
        this.dialect = dialect;
        this.vectors = vectors;
    }

    String stream() {
        return """
        INSERT INTO stream (stream, origin_time_us, last_time_us) VALUES (?, ?, ?)
        ON CONFLICT (stream) DO UPDATE SET
          origin_time_us = %s(stream.origin_time_us, excluded.origin_time_us),
          last_time_us = %s(stream.last_time_us, excluded.last_time_us)
        """
                .formatted(dialect.least(), dialect.greatest());
    }

    String caption() {
        return """
        INSERT INTO caption (stream, source, utterance, revision, start_ms, end_ms, event_time_us,
          text, words, confidence, language, model, model_version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (stream, source, utterance) DO UPDATE SET
          revision = excluded.revision, start_ms = excluded.start_ms, end_ms = excluded.end_ms,
          event_time_us = excluded.event_time_us, text = excluded.text, words = excluded.words,
          confidence = excluded.confidence, language = excluded.language, model = excluded.model,
          model_version = excluded.model_version
        WHERE excluded.revision >= caption.revision
        """;
    }

    String window() {
        return """
        INSERT INTO aligned_window (stream, window_index, revision, start_ms, end_ms, event_time_us,
          fusion, modalities, embedding)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (stream, window_index) DO UPDATE SET
          revision = excluded.revision, start_ms = excluded.start_ms, end_ms = excluded.end_ms,
          event_time_us = excluded.event_time_us, fusion = excluded.fusion,
          modalities = excluded.modalities, embedding = excluded.embedding
        WHERE excluded.revision >= aligned_window.revision
        """;
    }

    String ledger() {
        return """
        INSERT INTO ledger (stream, source, modality, reading_interval, read, matched, late_revised,
          late_dropped, duplicate, invalid, shed, ended)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (stream, source) DO UPDATE SET
          modality = excluded.modality, reading_interval = excluded.reading_interval,
          read = excluded.read, matched = excluded.matched, late_revised = excluded.late_revised,
          late_dropped = excluded.late_dropped, duplicate = excluded.duplicate,
          invalid = excluded.invalid, shed = excluded.shed, ended = excluded.ended
        WHERE excluded.reading_interval >= ledger.reading_interval
        """;
    }

    String passage() {
        return """
        INSERT INTO passage (stream, source, modality, passage_key, revision, start_ms, end_ms,
          event_time_us, text, language, terms, term_count, embedding%s)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?%s)
        ON CONFLICT (stream, source, modality, passage_key) DO UPDATE SET
          revision = excluded.revision,
          start_ms = %s,
          end_ms = %s,
          event_time_us = %s,
          text = excluded.text, language = excluded.language, terms = excluded.terms,
          term_count = excluded.term_count,
          embedding = %s%s
        WHERE excluded.revision >= passage.revision
        """
                .formatted(
                        vectors ? ", embedding_vector" : "",
                        vectors ? ", ?::vector" : "",
                        spanned("start_ms", dialect.least()),
                        spanned("end_ms", dialect.greatest()),
                        spanned("event_time_us", dialect.least()),
                        kept("embedding"),
                        vectors ? ", embedding_vector = " + kept("embedding_vector") : "");
    }

    /** Of one revision the span of both, of two that of the higher. */
    private static String spanned(String column, String function) {
        return """
        CASE WHEN excluded.revision > passage.revision THEN excluded.%2$s
            ELSE %1$s(passage.%2$s, excluded.%2$s) END\
        """
                .formatted(function, column);
    }

    /** An embedding that one delivery lacks does not take away that of the same text. */
    private static String kept(String column) {
        return """
        CASE WHEN excluded.%1$s IS NULL AND excluded.revision = passage.revision
            AND excluded.text = passage.text THEN passage.%1$s ELSE excluded.%1$s END\
        """
                .formatted(column);
    }
}
