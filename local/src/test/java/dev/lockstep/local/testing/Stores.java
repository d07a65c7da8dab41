package dev.lockstep.local.testing;

import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.sink.search.TextEncoder;
import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.store.RowBatch;
import dev.lockstep.sink.store.Store;
import dev.lockstep.sink.store.StoreConf;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.terms.TermAnalyzer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Stores of runs that never were. */
public final class Stores {
    private static final long ORIGIN_US = 1_700_000_000_000_000L;

    private Stores() {}

    /**
     * A passage.
     *
     * @param startMs media time
     * @param endMs media time
     */
    public record Said(
            String stream, String source, String modality, long startMs, long endMs, String text) {
        /** Two seconds of speech. */
        public static Said speech(String stream, long startMs, String text) {
            return new Said(stream, "audio-0", "speech", startMs, startMs + 2_000, text);
        }
    }

    /** Writes a store into the folder of a run, and returns its file. */
    public static Path write(Path folder, TextEncoder encoder, List<Said> passages)
            throws SQLException {
        Path file = folder.resolve(StoreAddress.FILE_NAME);
        List<StoreRow> rows = new ArrayList<>();
        try (TermAnalyzer analyzer = new TermAnalyzer();
                Store store = Store.open(StoreConf.of("jdbc:sqlite:" + file))) {
            for (Said said : passages) {
                List<String> terms = analyzer.terms(said.text());
                float[] embedding = encoder.encode(said.text());
                rows.add(
                        StoreRow.of(
                                new PassageRow(
                                        said.stream(),
                                        said.source(),
                                        said.modality(),
                                        "k" + rows.size(),
                                        0,
                                        said.startMs(),
                                        said.endMs(),
                                        ORIGIN_US + said.startMs() * 1_000,
                                        said.text(),
                                        null,
                                        String.join(" ", terms),
                                        terms.size(),
                                        embedding.length == 0 ? null : embedding)));
            }
            store.write(RowBatch.of(rows));
        }
        return file;
    }
}
