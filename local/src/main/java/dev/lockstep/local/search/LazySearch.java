package dev.lockstep.local.search;

import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchQuery;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Search over a store that may not be there yet: opened by the first query that finds it. Thread-safe.
 */
public final class LazySearch implements PassageSearch {
    private final StoreAddress store;
    private final Path cacheDir;
    private @Nullable QueryEncoder encoder;
    private @Nullable PassageSearch search;

    /**
     * @param cacheDir the model cache, for the encoder of queries
     */
    public LazySearch(StoreAddress store, Path cacheDir) {
        this.store = store;
        this.cacheDir = cacheDir;
    }

    @Override
    public List<SearchHit> search(SearchQuery query) {
        return opened().search(query);
    }

    private synchronized PassageSearch opened() {
        if (encoder == null) {
            encoder = QueryEncoder.open(QueryEncoder.STANDARD, cacheDir);
        }
        if (search == null) {
            search = StoreSearches.open(store, encoder);
        }
        return search;
    }

    @Override
    public synchronized void close() {
        if (search != null) {
            search.close();
        }
        if (encoder != null) {
            encoder.close();
        }
    }
}
