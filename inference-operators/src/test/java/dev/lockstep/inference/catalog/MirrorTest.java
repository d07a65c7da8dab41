package dev.lockstep.inference.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    @TempDir Path temp;
    private Path mirror = Path.of("");
    private Path wheel = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        mirror = Files.createDirectory(temp.resolve("mirror"));
        wheel = TestPackages.wheel(temp.resolve("wheel"));
    }

    @Test
    void servesAModelFromAFolderOfItsName() throws Exception {
        Path folder = Files.createDirectory(mirror.resolve("tiny-model"));
        Files.write(folder.resolve("model.onnx"), TestPackages.WEIGHTS);
        assertThat(store().resolve("tiny-model").resolve("model.onnx"))
                .hasBinaryContent(TestPackages.WEIGHTS);
        assertThat(store().isCached("tiny-samples")).isFalse();
    }

    @Test
    void servesAFileThatLiesInIt() throws Exception {
        Files.write(mirror.resolve("hand.onnx"), TestPackages.WEIGHTS);
        assertThat(store().resolve("by-hand").resolve("hand.onnx")).exists();
    }

    @Test
    void servesEveryModelOfAPackageThatLiesInIt() throws Exception {
        Files.copy(wheel, mirror.resolve(TestPackages.ARCHIVE));
        store().resolve("tiny-samples");
        assertThat(store().isCached("tiny-model")).isTrue();
        assertThat(mirror.resolve(TestPackages.ARCHIVE)).exists();
    }

    @Test
    void wrongFileInItIsRefused() throws Exception {
        Files.writeString(mirror.resolve("hand.onnx"), "weights that are longer");
        assertThatThrownBy(() -> store().resolve("by-hand"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("hand.onnx should have 7 bytes and has 23");
        assertThat(store().isCached("by-hand")).isFalse();
    }

    @Test
    void modelThatNobodyCarriesSaysWhereToPutIt() {
        assertThatThrownBy(() -> store().resolve("by-hand"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("get hand.onnx of the maker's page")
                .hasMessageContaining("put by-hand/hand.onnx into a folder")
                .hasMessageContaining("LOCKSTEP_MODEL_MIRROR");
    }

    @Test
    void onlyWhatNeitherAMirrorNorARegistryCarriesIsByHand() throws Exception {
        assertThat(store().onlyByHand("tiny-model")).isEmpty();
        assertThat(store().onlyByHand("by-hand").orElse(""))
                .contains("put by-hand/hand.onnx into a folder");
        Files.write(mirror.resolve("hand.onnx"), TestPackages.WEIGHTS);
        assertThat(store().onlyByHand("by-hand")).isEmpty();
        store().resolve("by-hand");
        Files.delete(mirror.resolve("hand.onnx"));
        assertThat(store().onlyByHand("by-hand")).isEmpty();
    }

    @Test
    void mirrorThatIsNoFolderIsNamed() throws Exception {
        Files.delete(mirror);
        assertThatThrownBy(() -> store().resolve("tiny-model"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("LOCKSTEP_MODEL_MIRROR names " + mirror);
    }

    private ModelStore store() throws IOException {
        return new ModelStore(
                temp.resolve("cache"),
                TestPackages.catalogue(wheel),
                TestPackages.fetchers(Optional.of(mirror), new PipFetcher("/nonexistent/python3")),
                ProgressListener.NONE);
    }
}
