package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.ModelCaches;
import dev.lockstep.local.testing.TestModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model file that is not what it should be is never used. */
@Timeout(300)
class WrongModelITCase {
    @TempDir private Path dir;
    private Path home = Path.of("");
    private Path detector = Path.of("");
    private byte[] whole = new byte[0];

    /** What may have become of a file. */
    enum Damage {
        FLIPPED,
        TRUNCATED,
        TEXT;

        byte[] of(byte[] whole) {
            byte[] bytes = whole.clone();
            switch (this) {
                case FLIPPED -> bytes[bytes.length / 2] ^= 1;
                case TRUNCATED -> bytes = Arrays.copyOf(bytes, bytes.length / 2);
                case TEXT -> bytes = "no model at all\n".getBytes(StandardCharsets.UTF_8);
            }
            return bytes;
        }
    }

    @BeforeEach
    void copyCache() throws IOException {
        home = ModelCaches.copy(dir);
        detector = ModelCaches.detectorIn(home);
        whole = Files.readAllBytes(detector);
    }

    @ParameterizedTest
    @EnumSource
    void verifyNamesItAndSaysWhatToDo(Damage damage) throws Exception {
        Files.write(detector, damage.of(whole));
        CommandRun run = run(Map.of(), "models", "verify", "silero-vad", "moonshine-tiny-en");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.outLines()).contains("moonshine-tiny-en: ok");
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .startsWith("lockstep: silero-vad is not as it should be (silero_vad.onnx should")
                .endsWith("run lockstep models pull silero-vad.\n");
    }

    @ParameterizedTest
    @EnumSource
    void captionsAreNotMadeWithIt(Damage damage) throws Exception {
        Files.write(detector, damage.of(whole));
        CommandRun run = run(ModelCaches.noRegistries(dir), captionArguments());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).startsWith("lockstep: Model silero-vad could not be fetched: ");
        assertThat(run.out()).contains("The cached model silero-vad is damaged");
    }

    @Test
    void aMirrorMendsIt() throws Exception {
        Files.write(detector, Damage.FLIPPED.of(whole));
        CommandRun run = run(mirrorWith(whole), captionArguments());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(detector)).isEqualTo(whole);
        assertThat(dir.resolve("out/captions.vtt")).content().contains("Ever tried");
    }

    @ParameterizedTest
    @EnumSource
    void aMirrorThatServesItIsRefused(Damage damage) throws Exception {
        Files.delete(detector);
        CommandRun run = run(mirrorWith(damage.of(whole)), "models", "pull", "silero-vad");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .startsWith("lockstep: Model silero-vad from silero-vad 6.2.3")
                .contains("is refused: silero_vad.onnx should have");
        assertThat(Files.exists(detector)).isFalse();
    }

    private String[] captionArguments() {
        return new String[] {
            "caption",
            TestModels.shortSpeech().toString(),
            "--speed",
            "max",
            "--out",
            dir.resolve("out").toString()
        };
    }

    private Map<String, String> mirrorWith(byte[] bytes) throws IOException {
        Path folder = Files.createDirectories(dir.resolve("mirror").resolve("silero-vad"));
        Files.write(folder.resolve("silero_vad.onnx"), bytes);
        Map<String, String> environment = new HashMap<>(ModelCaches.noRegistries(dir));
        environment.put("LOCKSTEP_MODEL_MIRROR", dir.resolve("mirror").toString());
        return environment;
    }

    private CommandRun run(Map<String, String> environment, String... arguments) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put("XDG_CACHE_HOME", home.toString());
        return CommandRun.of(changed, Interrupts.none(), arguments);
    }
}
