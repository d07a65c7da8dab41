package dev.lockstep.load.options;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.load.talk.TalkFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What is said in trials. */
public final class TalkOptions {
    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description =
                    "Anything FFmpeg opens, with its --reference; default: the readings that the"
                            + " models bring.")
    private @Nullable Path clip;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description =
                    "What is said in the clip: .vtt or .srt with a cue for each sentence, or .txt,"
                            + " which tells word errors alone.")
    private @Nullable Path reference;

    /**
     * The talks, by sentences.
     *
     * @throws CommandLine.ParameterException when one of the two options is missing
     */
    public List<Talk> talks(CommandLine line, ModelStore store) throws IOException {
        Path sound = clip;
        Path said = reference;
        if (sound != null && said != null) {
            return List.of(TalkFiles.read(sound, said).bySentences());
        }
        if (sound != null || said != null) {
            throw new CommandLine.ParameterException(
                    line, "--clip and --reference belong together: give both or none.");
        }
        return TalkFiles.samples(store).stream().map(Talk::bySentences).toList();
    }
}
