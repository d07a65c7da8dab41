package dev.lockstep.sink.search;

/** How a query is matched. */
public enum SearchMode {
    /** By words. */
    WORDS,
    /** By meaning: the distance of embeddings. */
    MEANING,
    /** By both, merged by reciprocal rank. */
    HYBRID
}
