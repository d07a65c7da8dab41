package dev.lockstep.load.peers;

import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.load.talk.TalkStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sound of a plan as raw files, 16 kHz mono s16le, until it is closed. For one thread. */
final class PcmFiles implements AutoCloseable {
    /** Samples written at once. */
    private static final int PIECE = 16 * 1024;

    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();

    PcmFiles(TrialPlan plan) throws IOException {
        folder = Files.createTempDirectory("lockstep-peers-");
        int n = 0;
        for (TalkStream stream : plan.streams()) {
            Path file = folder.resolve(n++ + ".s16le");
            write(file, stream.sound());
            files.put(stream.id(), file);
        }
    }

    private static void write(Path file, StreamSound sound) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long at = 0; at < sound.length(); at += PIECE) {
                out.write(Pcm.bytes(sound.samples(at, Math.min(sound.length(), at + PIECE))));
            }
        }
    }

    /** By stream id. */
    Map<String, Path> files() {
        return Map.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
