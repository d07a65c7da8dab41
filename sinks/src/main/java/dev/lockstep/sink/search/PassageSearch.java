package dev.lockstep.sink.search;

import java.util.List;

/** Search over the passages of a store. Thread-safe. */
public interface PassageSearch extends AutoCloseable {
    /**
     * The best hits, best first; hits of the same score in the order of stream, time and source.
     *
     * @throws SearchException when the store cannot be asked
     */
    List<SearchHit> search(SearchQuery query);

    @Override
    void close();
}
