-- Results of streams. Media time is in ms from the start of the source, event time in µs since the epoch.
CREATE TABLE stream (
    stream TEXT PRIMARY KEY,
    origin_time_us INTEGER NOT NULL,
    last_time_us INTEGER NOT NULL
);

-- Final captions; the key makes a repeat harmless.
CREATE TABLE caption (
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    utterance INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    event_time_us INTEGER NOT NULL,
    text TEXT NOT NULL,
    words TEXT NOT NULL, -- JSON: [{"text", "start_ms", "end_ms", "confidence"}]
    confidence REAL,
    language TEXT,
    model TEXT,
    model_version TEXT,
    PRIMARY KEY (stream, source, utterance)
);

-- Settled windows: how complete each modality was, and its weight.
CREATE TABLE aligned_window (
    stream TEXT NOT NULL,
    window_index INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    event_time_us INTEGER NOT NULL,
    fusion TEXT,
    modalities TEXT NOT NULL, -- JSON: [{"modality", "completeness", "reason", "weight"}]
    embedding BLOB, -- float32, little endian
    PRIMARY KEY (stream, window_index)
);

CREATE TABLE ledger (
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    modality TEXT NOT NULL,
    reading_interval INTEGER NOT NULL,
    read INTEGER NOT NULL,
    matched INTEGER NOT NULL,
    late_revised INTEGER NOT NULL,
    late_dropped INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    invalid INTEGER NOT NULL,
    shed INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    PRIMARY KEY (stream, source)
);

-- What can be searched: an utterance, a line of text on screen, an object, a message of the chat.
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    modality TEXT NOT NULL, -- speech, screen, object or chat
    passage_key TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    event_time_us INTEGER NOT NULL,
    text TEXT NOT NULL,
    language TEXT,
    terms TEXT NOT NULL, -- as TermAnalyzer makes them, parted by blanks
    term_count INTEGER NOT NULL,
    embedding BLOB, -- float32, little endian, L2-normalised; null where there is no encoder
    UNIQUE (stream, source, modality, passage_key)
);
CREATE INDEX passage_time ON passage (stream, start_ms);
-- Lengths for the ranking, without reading the passages.
CREATE INDEX passage_term_count ON passage (term_count);

-- Terms are made by TermAnalyzer; here they are parted at blanks only, so that none is taken apart
-- or dropped.
CREATE VIRTUAL TABLE passage_terms USING fts5(
    terms, content='passage', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Cf Cn Co Cs'");
CREATE TRIGGER passage_inserted AFTER INSERT ON passage BEGIN
    INSERT INTO passage_terms (rowid, terms) VALUES (new.id, new.terms);
END;
CREATE TRIGGER passage_deleted AFTER DELETE ON passage BEGIN
    INSERT INTO passage_terms (passage_terms, rowid, terms) VALUES ('delete', old.id, old.terms);
END;
-- A passage that grows longer in time keeps its terms.
CREATE TRIGGER passage_updated AFTER UPDATE OF terms ON passage WHEN old.terms <> new.terms BEGIN
    INSERT INTO passage_terms (passage_terms, rowid, terms) VALUES ('delete', old.id, old.terms);
    INSERT INTO passage_terms (rowid, terms) VALUES (new.id, new.terms);
END;
