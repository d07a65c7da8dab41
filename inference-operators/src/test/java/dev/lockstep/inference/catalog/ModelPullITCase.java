package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls a real model from the real registry with the real client. */
class ModelPullITCase {
    @TempDir Path cache;

    @Test
    void sileroIsPulledByPipVerifiedAndThenThereWithoutPip() throws Exception {
        List<Long> done = new ArrayList<>();
        ModelFetchers fetchers = ModelFetchers.standard(Map.of());
        ModelStore store = new ModelStore(cache, fetchers, (what, bytes, total) -> done.add(bytes));
        assertThat(store.isCached("silero-vad")).isFalse();

        Path dir = store.resolve("silero-vad");

        assertThat(Files.size(dir.resolve("silero_vad.onnx"))).isEqualTo(2_327_524L);
        assertThat(store.verify("silero-vad")).isEqualTo(Optional.empty());
        assertThat(done).isSorted().endsWith(11_317_527L);
        assertThat(entries(cache.resolve("partial"))).isEmpty();

        ModelFetchers none =
                new ModelFetchers(
                        new Mirror(Optional.empty()),
                        new PipFetcher("/nonexistent/python3"),
                        new MavenFetcher("/nonexistent/mvn", cache),
                        new HubFetcher(URI.create("http://127.0.0.1:9")));
        assertThat(new ModelStore(cache, none, ProgressListener.NONE).resolve("silero-vad"))
                .isEqualTo(dir);
    }

    private static List<Path> entries(Path dir) throws Exception {
        try (Stream<Path> list = Files.list(dir)) {
            return list.toList();
        }
    }
}
