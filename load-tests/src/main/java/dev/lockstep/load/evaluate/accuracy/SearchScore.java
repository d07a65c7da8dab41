package dev.lockstep.load.evaluate.accuracy;

import org.jspecify.annotations.Nullable;

/**
 * How captions find items with the product's own search, over a store that was written for it.
 * Immutable.
 *
 * @param words by words alone
 * @param meaning by embeddings alone, with the cosine below which search shows nothing; null where
 *     there is no encoder
 * @param both merged, as users get it unless they say otherwise; null where there is no encoder
 */
public record SearchScore(
        RetrievalScore words, @Nullable RetrievalScore meaning, @Nullable RetrievalScore both) {}
