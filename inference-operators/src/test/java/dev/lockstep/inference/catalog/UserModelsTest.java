package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserModelsTest {
    @TempDir Path temp;
    private Path model = Path.of("");
    private ModelStore store = ModelStore.standard(ProgressListener.NONE);

    @BeforeEach
    void prepare() throws IOException {
        model = Files.write(temp.resolve("own.onnx"), TestPackages.WEIGHTS);
        store =
                new ModelStore(
                        temp.resolve("cache"),
                        ModelFetchers.standard(Map.of()),
                        ProgressListener.NONE);
    }

    @Test
    void fileAndFolderAreUsedWhereTheyLie() {
        assertThat(store.resolve("file:" + model)).isEqualTo(temp);
        assertThat(store.resolve("file://" + model)).isEqualTo(temp);
        assertThat(store.resolve("file:" + temp)).isEqualTo(temp);
        assertThat(store.isCached("file:" + model)).isTrue();
        assertThat(temp.resolve("cache")).doesNotExist();
    }

    @Test
    void pinnedFileMustFit() throws Exception {
        String sha256 = Checksums.sha256(model);
        assertThat(store.resolve("file:" + model + "#sha256=" + sha256)).isEqualTo(temp);
        Files.writeString(model, "changed");
        assertThatThrownBy(() -> store.resolve("file:" + model + "#sha256=" + sha256))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining(
                        "should have the SHA-256 "
                                + sha256
                                + " and has "
                                + Checksums.sha256(model));
        assertThat(store.verify("file:" + model + "#sha256=" + sha256)).isPresent();
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> store.resolve("file:" + temp.resolve("none.onnx")))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining(temp.resolve("none.onnx") + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf:org/repo", "hf:org/repo@main", "hf:repo@main/x", "hf:o/r@m/../x"})
    void malformedHubReferenceIsRefused(String reference) {
        assertThatThrownBy(() -> store.resolve(reference))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("'" + reference + "' is not valid")
                .hasMessageContaining("hf:ORG/REPO@REVISION/PATH");
    }

    @Test
    void aHubsFilesMustHaveDifferentNamesAndAPinIsForOne() {
        assertThatThrownBy(() -> store.resolve("hf:o/r@m/a/x.onnx,b/x.onnx"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("two of its files have the name x.onnx");
        assertThatThrownBy(() -> store.resolve("hf:o/r@m/x,y#sha256=" + "0".repeat(64)))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("pins one file");
        assertThatThrownBy(() -> store.resolve("hf:o/r@m/x,,y"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("Not a plain file name");
    }

    @Test
    void badPinIsRefused() {
        assertThatThrownBy(() -> store.resolve("file:" + model + "#sha256=12"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("Not a SHA-256");
    }
}
