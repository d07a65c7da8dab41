package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFetcherTest {
    private static final String REFERENCE = "hf:org/repo@v1/onnx/model.onnx";

    @TempDir Path temp;
    private TestHub hub = TestHub.start(new byte[0]);
    private byte[] content = new byte[0];
    private final List<Long> progress = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void prepare() {
        hub.close();
        content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        hub = TestHub.start(content);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void fetchesThroughARedirectAndCaches() {
        Path file = store().resolve(REFERENCE).resolve("model.onnx");
        assertThat(file).hasBinaryContent(content);
        assertThat(hub.asked()).first().isEqualTo("GET /base/org/repo/resolve/v1/onnx/model.onnx");
        hub.close();
        assertThat(store().resolve(REFERENCE).resolve("model.onnx")).isEqualTo(file);
        assertThat(store().verify(REFERENCE)).isEmpty();
    }

    @Test
    void severalFilesComeIntoOneFolder() {
        String folderName = "a-long-folder-name-within-the-repository-of-the-model/";
        String reference =
                "hf:org/repo@v1/"
                        + String.join(
                                ",",
                                folderName + "encoder_model.ort",
                                folderName + "decoder_model_merged.ort",
                                "tokenizer.bin");

        Path folder = store().resolve(reference);

        for (String name :
                List.of("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin")) {
            assertThat(folder.resolve(name)).hasBinaryContent(content);
        }
        assertThat(hub.asked())
                .containsExactly(
                        "GET /base/org/repo/resolve/v1/" + folderName + "encoder_model.ort",
                        "GET /base/org/repo/resolve/v1/" + folderName + "decoder_model_merged.ort",
                        "GET /base/org/repo/resolve/v1/tokenizer.bin");
        assertThat(String.valueOf(folder.getFileName())).hasSizeLessThan(255);
        assertThat(store().isCached(reference)).isTrue();
    }

    @Test
    void goesOnWhereItBrokeOff() {
        hub.breakOffAfter(1_000_000);
        assertThat(store().resolve(REFERENCE).resolve("model.onnx")).hasBinaryContent(content);
        assertThat(hub.ranges()).hasSizeGreaterThan(1);
        assertThat(hub.ranges().get(1)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void goesOnInALaterProcess() throws Exception {
        hub.breakOffAlwaysAfter(200_000);
        assertThatThrownBy(() -> store().resolve(REFERENCE))
                .isInstanceOf(ModelStoreException.class);
        int before = hub.ranges().size();
        hub.serveWhole();
        assertThat(store().resolve(REFERENCE).resolve("model.onnx")).hasBinaryContent(content);
        assertThat(hub.ranges().get(before)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void startsAfreshWhenTheFileChangedMeanwhile() {
        hub.breakOffAfter(1_000_000);
        hub.changeEtagAfterBreak();
        assertThat(store().resolve(REFERENCE).resolve("model.onnx")).hasBinaryContent(content);
    }

    @Test
    void contentThatIsNotWhatTheHubStatesIsRefused() {
        hub.stateSha256("0".repeat(64));
        assertThatThrownBy(() -> store().resolve(REFERENCE))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("should have the SHA-256 " + "0".repeat(64));
        assertThat(store().isCached(REFERENCE)).isFalse();
    }

    @Test
    void contentThatIsNotWhatTheUserPinnedIsRefused() {
        String pinned = REFERENCE + "#sha256=" + "1".repeat(64);
        assertThatThrownBy(() -> store().resolve(pinned))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("should have the SHA-256 " + "1".repeat(64));
    }

    @Test
    void cachedFileWithoutAPromiseIsHeldToWhatItFirstWas() throws Exception {
        Path file = store().resolve(REFERENCE).resolve("model.onnx");
        byte[] changed = content.clone();
        changed[5]++;
        Files.write(file, changed);
        assertThat(store().verify(REFERENCE)).isPresent();
        assertThat(store().resolve(REFERENCE).resolve("model.onnx")).hasBinaryContent(content);
    }

    @Test
    void missingFileIsNotAskedForTwice() {
        hub.refuse(404);
        assertThatThrownBy(() -> store().resolve(REFERENCE))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining(REFERENCE)
                .hasMessageContaining("HTTP status 404")
                .hasMessageContaining("HF_ENDPOINT");
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void unreachableHubIsNamed() throws IOException {
        hub.close();
        assertThatThrownBy(() -> store().resolve(REFERENCE))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("could not be fetched from the hub at " + hub.endpoint())
                .hasMessageContaining("file:PATH");
    }

    private ModelStore store() {
        URI endpoint = hub.endpoint();
        return new ModelStore(
                temp.resolve("cache"),
                ModelFetchers.standard(Map.of("HF_ENDPOINT", endpoint.toString())),
                (what, done, total) -> progress.add(done));
    }
}
