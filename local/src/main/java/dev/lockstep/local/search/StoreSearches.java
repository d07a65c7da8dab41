package dev.lockstep.local.search;

import com.zaxxer.hikari.HikariDataSource;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchException;
import dev.lockstep.sink.search.StorePassageSearch;
import dev.lockstep.sink.search.StoreSources;
import dev.lockstep.sink.search.TextEncoder;

/** Opens stores for searching. Stateless. */
public final class StoreSearches {
    private StoreSearches() {}

    /**
     * Search over a store, which is only read; close it when done. The encoder stays the caller's.
     *
     * @throws SearchException when there is no such store or it cannot be read
     */
    public static PassageSearch open(StoreAddress address, TextEncoder encoder) {
        HikariDataSource source =
                address.file() == null
                        ? StoreSources.postgres(address.url())
                        : StoreSources.sqlite(address.file());
        try {
            return StorePassageSearch.over(source, encoder);
        } catch (SearchException e) {
            source.close();
            throw e;
        }
    }
}
