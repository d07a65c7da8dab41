package dev.lockstep.load.evaluate.search;

import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.local.search.StoreSearches;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchMode;
import dev.lockstep.sink.search.SearchQuery;
import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.store.RowBatch;
import dev.lockstep.sink.store.StoreConf;
import dev.lockstep.sink.store.StoreListener;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StoreWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A store of a suite's items, written as the job writes one, and searched as {@code lockstep
 * search} does. It lies in a temporary folder that goes with it. One thread.
 */
public final class StoredSuite implements AutoCloseable {
    private final Path folder;
    private final PassageSearch search;

    private StoredSuite(Path folder, PassageSearch search) {
        this.folder = folder;
        this.search = search;
    }

    /**
     * Writes the items and opens the search.
     *
     * @param texts embeds passages and questions; stays the caller's
     */
    public static StoredSuite of(List<Observation> observations, TextPath texts)
            throws IOException {
        Path folder = Files.createTempDirectory("lockstep-evaluate");
        boolean usable = false;
        try {
            StoreAddress address = StoreAddress.of(folder.resolve(StoreAddress.FILE_NAME));
            write(observations, texts, address);
            StoredSuite suite =
                    new StoredSuite(
                            folder, StoreSearches.open(address, text -> vector(texts, text)));
            usable = true;
            return suite;
        } finally {
            if (!usable) {
                delete(folder);
            }
        }
    }

    private static void write(
            List<Observation> observations, TextPath texts, StoreAddress address) {
        try (ItemRows rows = new ItemRows();
                StoreWriter writer =
                        new StoreWriter(StoreConf.of(address.jdbcUrl()), StoreListener.NONE)) {
            for (Observation observation : observations) {
                RowBatch batch = new RowBatch();
                rows.of(observation).forEach(row -> batch.add(embedded(row, texts)));
                writer.write(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The evaluation was interrupted.", e);
        }
    }

    private static StoreRow embedded(StoreRow row, TextPath texts) {
        PassageRow passage = row.passage();
        if (passage == null) {
            return row;
        }
        float[] vector = vector(texts, passage.text());
        return vector.length == 0 ? row : StoreRow.of(passage.withEmbedding(vector));
    }

    private static float[] vector(TextPath texts, String text) {
        return texts.encodes() ? texts.encode(List.of(text)).get(0) : new float[0];
    }

    /**
     * At which place an item is found, from 1, each item counted at its best hit; {@link
     * RetrievalScore#NOT_FOUND} where it is not among the hits.
     *
     * @param query of which the first 1,000 characters count, the most that can be asked for
     */
    public int rank(String query, String item, SearchMode mode) {
        String asked = query.substring(0, Math.min(query.length(), SearchQuery.MAX_CHARS));
        Set<String> items = new LinkedHashSet<>();
        for (SearchHit hit :
                search.search(
                        new SearchQuery(
                                asked,
                                Set.of(),
                                Set.of(),
                                null,
                                null,
                                mode,
                                SearchQuery.MAX_LIMIT))) {
            items.add(hit.stream());
            if (hit.stream().equals(item)) {
                return items.size();
            }
        }
        return RetrievalScore.NOT_FOUND;
    }

    @Override
    public void close() throws IOException {
        search.close();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
