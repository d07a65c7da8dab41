package dev.lockstep.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfTest {
    private static StoreConf load(Map<String, String> settings) {
        return StoreConf.of(new OptionLoader(StoreOptions.ALL).map(settings, "settings").load());
    }

    @Test
    void isAFileUnlessToldOtherwise() {
        StoreConf conf = load(Map.of());

        assertThat(conf.dialect()).isEqualTo(StoreDialect.SQLITE);
        assertThat(conf.url()).isEqualTo("jdbc:sqlite:lockstep.db");
        assertThat(conf.batchRows()).isEqualTo(500);
        assertThat(conf.flushInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(conf.retryTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(StoreConf.of(conf.url())).isEqualTo(conf);
    }

    @Test
    void neverShowsSecrets() {
        StoreConf conf =
                load(
                        Map.of(
                                "store.url",
                                "jdbc:postgresql://me:hidden-1@db:5432/results?password=hidden-2",
                                "store.password",
                                "hidden-3"));

        assertThat(conf.dialect()).isEqualTo(StoreDialect.POSTGRESQL);
        assertThat(conf.password()).isEqualTo("hidden-3");
        assertThat(conf.toString())
                .isEqualTo("StoreConf[jdbc:postgresql://db:5432/results, batches of 500 rows]");
        assertThatThrownBy(
                        () ->
                                load(
                                        Map.of(
                                                "store.url",
                                                "jdbc:mysql://me:hidden@db/x?password=hidden")))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("jdbc:mysql://db/x")
                .hasMessageContaining("write jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE")
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x?mode=memory"})
    void aStoreInMemoryIsRefused(String url) {
        assertThatThrownBy(() -> StoreConf.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write jdbc:sqlite:FILE");
    }
}
