-- Results of streams. Media time is in ms from the start of the source, event time in µs since the epoch.
CREATE TABLE stream (
    stream TEXT PRIMARY KEY,
    origin_time_us BIGINT NOT NULL,
    last_time_us BIGINT NOT NULL
);

-- Final captions; the key makes a repeat harmless.
CREATE TABLE caption (
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    utterance BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    start_ms BIGINT NOT NULL,
    end_ms BIGINT NOT NULL,
    event_time_us BIGINT NOT NULL,
    text TEXT NOT NULL,
    words TEXT NOT NULL, -- JSON: [{"text", "start_ms", "end_ms", "confidence"}]
    confidence DOUBLE PRECISION,
    language TEXT,
    model TEXT,
    model_version TEXT,
    PRIMARY KEY (stream, source, utterance)
);

-- Settled windows: how complete each modality was, and its weight.
CREATE TABLE aligned_window (
    stream TEXT NOT NULL,
    window_index BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    start_ms BIGINT NOT NULL,
    end_ms BIGINT NOT NULL,
    event_time_us BIGINT NOT NULL,
    fusion TEXT,
    modalities TEXT NOT NULL, -- JSON: [{"modality", "completeness", "reason", "weight"}]
    embedding BYTEA, -- float32, little endian
    PRIMARY KEY (stream, window_index)
);

CREATE TABLE ledger (
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    modality TEXT NOT NULL,
    reading_interval BIGINT NOT NULL,
    read BIGINT NOT NULL,
    matched BIGINT NOT NULL,
    late_revised BIGINT NOT NULL,
    late_dropped BIGINT NOT NULL,
    duplicate BIGINT NOT NULL,
    invalid BIGINT NOT NULL,
    shed BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    PRIMARY KEY (stream, source)
);

-- What can be searched: an utterance, a line of text on screen, an object, a message of the chat.
CREATE TABLE passage (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    modality TEXT NOT NULL, -- speech, screen, object or chat
    passage_key TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 0,
    start_ms BIGINT NOT NULL,
    end_ms BIGINT NOT NULL,
    event_time_us BIGINT NOT NULL,
    text TEXT NOT NULL,
    language TEXT,
    terms TEXT NOT NULL, -- as TermAnalyzer makes them, parted by blanks
    term_count BIGINT NOT NULL,
    embedding BYTEA, -- float32, little endian, L2-normalised; null where there is no encoder
    UNIQUE (stream, source, modality, passage_key)
);
CREATE INDEX passage_time ON passage (stream, start_ms);
-- Lengths for the ranking, without reading the passages.
CREATE INDEX passage_term_count ON passage (term_count);

-- Terms are made by TermAnalyzer. They are taken as they are: the parser of PostgreSQL would take
-- some apart and drop others.
ALTER TABLE passage
    ADD COLUMN terms_vector tsvector GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) STORED;
CREATE INDEX passage_terms ON passage USING gin (terms_vector);
