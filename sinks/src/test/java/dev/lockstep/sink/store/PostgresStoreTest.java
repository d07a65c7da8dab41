package dev.lockstep.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same on a real PostgreSQL, and what is its own. */
class PostgresStoreTest extends StoreTest {
    private static final PostgresServer POSTGRES = PostgresServer.shared();

    @Override
    String newUrl(Path where) throws Exception {
        return POSTGRES.newDatabase();
    }

    @Test
    void worksWithoutPgvector() throws Exception {
        try (Store store = Store.open(conf())) {
            assertThat(store.hasVectors()).isFalse();
            store.write(RowBatch.of(List.of(Rows.passage("s", "k", "the colours of money"))));
            assertThat(
                            Rows.count(
                                    store.dataSource(),
                                    "SELECT count(*) FROM passage WHERE terms_vector @@"
                                            + " to_tsquery('simple', 'money')"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aTextThatNoIndexTakesIsRefusedAndTheRestIsWritten() throws Exception {
        String endless =
                "x".repeat(3)
                        + new java.util.Random(1)
                                .ints(20_000, 33, 126)
                                .collect(
                                        StringBuilder::new,
                                        StringBuilder::appendCodePoint,
                                        StringBuilder::append);
        try (Store store = Store.open(conf());
                StoreWriter writer = new StoreWriter(conf(), StoreListener.NONE)) {
            writer.write(
                    RowBatch.of(
                            List.of(
                                    Rows.caption("s", 1, 0),
                                    Rows.caption(endless, 1, 0),
                                    Rows.caption("s", 2, 0))));

            assertThat(Rows.texts(store.dataSource(), "SELECT text FROM caption ORDER BY text"))
                    .containsExactly("utterance 1 r0", "utterance 2 r0");
        }
    }

    @Test
    void saysWhatToDoWhenTheUserIsUnknown() throws Exception {
        StoreConf wrong =
                new StoreConf(
                        conf().url().replace("user=postgres", "user=nobody&password=secret-1"),
                        "",
                        "secret-2",
                        10,
                        conf().flushInterval(),
                        conf().retryTime());

        assertThatThrownBy(() -> Store.open(wrong))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("check store.url, store.user and store.password")
                .hasMessageContaining("nobody")
                .hasMessageNotContaining("secret");
        assertThat(wrong.toString()).doesNotContain("secret");
    }
}
