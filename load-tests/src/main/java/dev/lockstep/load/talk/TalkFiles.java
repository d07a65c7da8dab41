package dev.lockstep.load.talk;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.demo.DemoScript;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads talks from disk. Stateless. */
public final class TalkFiles {
    /** How far a cue may reach beyond the sound: writers round, and let cues stand, ms. */
    private static final long ROUNDING_MS = 1_000;

    private TalkFiles() {}

    /**
     * A recording and its reference.
     *
     * @param clip anything that FFmpeg opens
     * @param reference {@code .vtt} or {@code .srt} with the times of sentences, or {@code .txt},
     *     UTF-8, whose talk is one cue without times
     * @throws IOException in one sentence, with what to do
     */
    public static Talk read(Path clip, Path reference) throws IOException {
        if (!Files.isReadable(clip)) {
            throw new IOException("The clip " + clip + " cannot be read; check its path.");
        }
        short[] samples = PcmReader.read16kMono(clip);
        String name = nameOf(clip);
        String source = nameOf(reference);
        if (!Files.isReadable(reference)) {
            throw new IOException(
                    "The reference " + reference + " cannot be read; check its path.");
        }
        if (source.toLowerCase(Locale.ROOT).endsWith(".txt")) {
            String said = text(reference).strip();
            if (said.isEmpty()) {
                throw new IOException(source + " is empty; write what is said in " + name + ".");
            }
            long lengthMs = samples.length * 1_000L / TalkStreams.RATE;
            return new Talk(name, samples, List.of(new ReferenceCue(0, lengthMs, said)), false);
        }
        return timed(name, samples, CueFile.read(reference));
    }

    /** The readings that the models bring: {@code two_cities.wav} and {@code beckett.wav}. */
    public static List<Talk> samples(ModelStore store) throws IOException {
        Path folder = store.resolve("speech-samples");
        List<Talk> talks = new ArrayList<>();
        for (DemoScript.Clip clip : DemoScript.standard().clips()) {
            List<ReferenceCue> cues =
                    clip.lines().stream()
                            .map(
                                    line ->
                                            new ReferenceCue(
                                                    line.startUs() / 1_000,
                                                    line.endUs() / 1_000,
                                                    line.text()))
                            .toList();
            short[] samples = PcmReader.read16kMono(folder.resolve(clip.file()));
            talks.add(timed(clip.file(), samples, cues));
        }
        return talks;
    }

    private static Talk timed(String name, short[] samples, List<ReferenceCue> cues)
            throws IOException {
        long lengthMs = samples.length * 1_000L / TalkStreams.RATE;
        List<ReferenceCue> within = new ArrayList<>();
        for (ReferenceCue cue : cues) {
            if (cue.endMs() > lengthMs + ROUNDING_MS || cue.startMs() >= lengthMs) {
                throw new IOException(
                        "The last cue of "
                                + name
                                + " ends at "
                                + cues.get(cues.size() - 1).endMs()
                                + " ms, but the sound at "
                                + lengthMs
                                + " ms; give the reference that belongs to it.");
            }
            within.add(
                    new ReferenceCue(cue.startMs(), Math.min(lengthMs, cue.endMs()), cue.text()));
        }
        return new Talk(name, samples, within, true);
    }

    private static String text(Path reference) throws IOException {
        try {
            String content = Files.readString(reference);
            return content.startsWith("\uFEFF") ? content.substring(1) : content;
        } catch (IOException e) {
            throw new IOException(
                    "The reference " + reference + " cannot be read as UTF-8; check its path.", e);
        }
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
