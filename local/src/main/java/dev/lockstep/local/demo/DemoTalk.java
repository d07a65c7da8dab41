package dev.lockstep.local.demo;

import dev.lockstep.inference.catalog.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo's stream: a file with sound and pictures, and a chat beside it. Immutable.
 *
 * @param file an mp4 in the cache
 * @param reference what is said in it
 * @param chat what the audience writes
 */
public record DemoTalk(Path file, String reference, List<DemoScript.Chat> chat) {
    /** Rises when the composition changes, so that an older file is not taken for this one. */
    private static final int VERSION = 1;

    public DemoTalk {
        chat = List.copyOf(chat);
    }

    /**
     * The talk from the cache, composed first where it is not there yet.
     *
     * @param store where the speech comes from; fetched if missing
     * @throws IOException when it cannot be read, composed or written
     */
    public static DemoTalk prepare(Path cacheDir, ModelStore store, DemoComposer.Progress progress)
            throws IOException {
        DemoScript script = DemoScript.standard();
        Path file = cacheDir.resolve("demo").resolve("demo-" + VERSION + ".mp4");
        if (!Files.isRegularFile(file)) {
            new DemoComposer(script, store.resolve("speech-samples")).compose(file, progress);
        }
        return new DemoTalk(file, script.referenceText(), script.chat());
    }
}
