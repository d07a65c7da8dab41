package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockstep models swap} and a job that runs. */
class ModelsSwapITCase {
    @TempDir private Path folder;

    @Test
    void followsTheModelUntilItHasTakenOverOrIsRefused() throws Exception {
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        PipelineConf conf =
                new PipelineConf(
                        0,
                        0,
                        2,
                        ModelStore.standardCacheDir(System.getenv()),
                        folder.resolve("log"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Map.of("vision.enabled", "false", "text.enabled", "false"),
                        Map.of());
        Path other = copy(store.resolve("moonshine-tiny-en"), folder.resolve("other"));
        try (LocalPipeline pipeline =
                LocalPipeline.start(
                        conf,
                        () -> {
                            store.resolve("moonshine-tiny-en");
                            store.resolve("silero-vad");
                        })) {
            CommandRun good = swap(pipeline, "speech", "file:" + other);
            assertThat(good.code()).as(good.err()).isZero();
            assertThat(phases(good))
                    .containsExactly("requested", "pulled", "verified", "warmed", "taken over");

            CommandRun gone = swap(pipeline, "speech", "file:" + folder.resolve("gone"));
            assertThat(gone.code()).isEqualTo(1);
            assertThat(phases(gone)).containsExactly("requested", "refused");
            assertThat(gone.out()).contains("does not exist: check its path");

            CommandRun off = swap(pipeline, "objects", "yolox-nano");
            assertThat(off.code()).isEqualTo(1);
            assertThat(off.out()).contains("This job has no slot objects");

            CommandRun unheard =
                    CommandRun.of(
                            "models",
                            "swap",
                            "speech",
                            "moonshine-tiny-en",
                            "--bootstrap",
                            pipeline.bootstrapServers(),
                            "--registry",
                            pipeline.registryUrl(),
                            "--topic-prefix",
                            "other.");
            assertThat(unheard.code()).isEqualTo(1);
            assertThat(unheard.err()).contains("There are no topics other.lockstep.control");
        }
    }

    @Test
    void aSlotThatIsNoneIsRefusedAtOnce() {
        CommandRun run =
                CommandRun.of(
                        "models",
                        "swap",
                        "speach",
                        "moonshine-tiny-en",
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--registry",
                        "http://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("There is no slot speach; there are speech, objects");
    }

    private static CommandRun swap(LocalPipeline pipeline, String slot, String reference) {
        return CommandRun.of(
                "models",
                "swap",
                slot,
                reference,
                "--shadow",
                "0",
                "--bootstrap",
                pipeline.bootstrapServers(),
                "--registry",
                pipeline.registryUrl());
    }

    private static List<String> phases(CommandRun run) {
        return run.outLines().stream().map(line -> line.split(" {2,}")[1]).toList();
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
