package dev.lockstep.local.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.Stores;
import dev.lockstep.local.testing.Stores.Said;
import dev.lockstep.view.http.HealthCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthTest {
    private final AtomicLong nowNs = new AtomicLong(17);
    private final AtomicReference<Optional<String>> ended = new AtomicReference<>(Optional.empty());

    @TempDir private Path dir;

    @Test
    void aStoreThatComesIsSeenAtTheNextLook() throws Exception {
        Path file = dir.resolve(StoreAddress.FILE_NAME);
        StoreHealth health = health(file);
        assertThat(health.check())
                .satisfies(check -> assertThat(check.detail()).contains("no store at " + file))
                .extracting(HealthCheck::ok)
                .isEqualTo(false);

        Stores.write(dir, text -> new float[0], List.of(Said.speech("talk", 0, "hope")));
        nowNs.addAndGet(StoreHealth.EVERY.toNanos() - 1);
        assertThat(health.check().ok()).isFalse();
        nowNs.incrementAndGet();
        assertThat(health.check())
                .isEqualTo(new HealthCheck("store", true, "The store can be searched."));
    }

    @Test
    void aFileThatIsNoStoreIsNamed() throws Exception {
        HealthCheck check =
                health(Files.writeString(dir.resolve("x.db"), "no database".repeat(100))).check();

        assertThat(check.ok()).isFalse();
        assertThat(check.detail()).contains("x.db", "cannot be opened");
    }

    @Test
    void aStoreThatIsNotWrittenAnyMoreIsNotWell() throws Exception {
        StoreHealth health =
                health(Stores.write(dir, text -> new float[0], List.of(Said.speech("a", 0, "b"))));
        assertThat(health.check().ok()).isTrue();

        ended.set(Optional.of("Its job has failed."));

        assertThat(health.check())
                .isEqualTo(new HealthCheck("store", false, "Its job has failed."));
    }

    private StoreHealth health(Path file) {
        return new StoreHealth(StoreAddress.of(file), ended::get, nowNs::get);
    }
}
