package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes talks with slides as SlideSpeech and Kaldi lay them out: {@code text} ({@code UTTERANCE
 * TEXT} a line), {@code segments} ({@code UTTERANCE RECORDING START END}, s), {@code wav.scp}
 * ({@code RECORDING PATH}), {@code utt2spk}, and what stands on the slide of each utterance in
 * {@code slide_text}, {@code ocr} or {@code keywords}. Without {@code segments} an utterance is a
 * recording of its own, without {@code wav.scp} a recording is in the folder or in {@code audio/}.
 * Its slide is {@code slides/UTTERANCE.jpg} (or .png), or the frame of {@code video/RECORDING.mp4}
 * in the middle of the utterance. Labels: speaker, recording. Stateless.
 */
final class SlideSpeechImporter {
    private static final List<String> SLIDE_TEXTS =
            List.of("slide_text", "ocr", "ocr.txt", "keywords");
    private static final double MS = 1_000;

    private final Path folder;
    private final Map<String, String> recordings;
    private final Map<String, String> segments;
    private final Map<String, String> speakers;
    private final Map<String, String> slideTexts;

    private SlideSpeechImporter(Path folder) throws IOException {
        this.folder = folder;
        this.recordings = table("wav.scp");
        this.segments = table("segments");
        this.speakers = table("utt2spk");
        Map<String, String> texts = new HashMap<>();
        for (String name : SLIDE_TEXTS) {
            if (texts.isEmpty()) {
                texts = table(name);
            }
        }
        this.slideTexts = texts;
    }

    /** Whether a folder looks like it. */
    static boolean fits(Path folder) {
        return Files.isRegularFile(folder.resolve("text"))
                && (Files.isRegularFile(folder.resolve("segments"))
                        || Files.isRegularFile(folder.resolve("wav.scp"))
                        || Files.isDirectory(folder.resolve("audio")));
    }

    static Suite read(Path folder) throws IOException {
        return new SlideSpeechImporter(folder).read();
    }

    private Suite read() throws IOException {
        Path texts = folder.resolve("text");
        SuiteBuilder suite = new SuiteBuilder(folder.toString());
        List<String> lines = TextLines.of(texts);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String where = TextLines.where(texts, i + 1);
            String[] parts = lines.get(i).strip().split("\\s+", 2);
            if (parts.length < 2) {
                throw new UserException(
                        where + " has no text after the utterance: write UTTERANCE TEXT.");
            }
            if (!segments.isEmpty() && !segments.containsKey(parts[0])) {
                suite.lacks(parts[0], "its line in segments", where);
            } else {
                suite.add(item(parts[0], parts[1]), where);
            }
        }
        return suite.build();
    }

    private Item item(String utterance, String transcript) {
        String[] segment = segments.getOrDefault(utterance, utterance).split("\\s+");
        String recording = segment[0];
        Clip whole = Clip.whole(sound(recording));
        Clip clip = segment.length == 1 ? whole : part(utterance, whole.file(), segment);
        Map<String, String> labels = new LinkedHashMap<>();
        if (speakers.containsKey(utterance)) {
            labels.put("speaker", speakers.get(utterance));
        }
        labels.put("recording", recording);
        LabelledPicture slide = slide(utterance, recording, clip);
        return new Item(
                utterance,
                clip,
                slide == null ? List.of() : List.of(slide),
                null,
                transcript,
                List.of(),
                labels);
    }

    private Clip part(String utterance, Path file, String[] segment) {
        try {
            return new Clip(
                    file,
                    Math.round(Double.parseDouble(segment[1]) * MS),
                    Math.round(Double.parseDouble(segment[2]) * MS));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new UserException(
                    folder.resolve("segments")
                            + " has no start and end for "
                            + utterance
                            + " that can be used: write UTTERANCE RECORDING START END, in seconds.",
                    e);
        }
    }

    private Path sound(String recording) {
        String named = recordings.get(recording);
        if (named != null) {
            if (named.endsWith("|")) {
                throw new UserException(
                        folder.resolve("wav.scp")
                                + " has a command for "
                                + recording
                                + ": name a file, Lockstep runs no commands of a data set.");
            }
            return folder.resolve(named);
        }
        return SoundFiles.find(
                List.of(folder.resolve("audio").resolve(recording), folder.resolve(recording)),
                SoundFiles.SOUND);
    }

    private @Nullable LabelledPicture slide(String utterance, String recording, Clip clip) {
        String text = slideTexts.get(utterance);
        Path picture =
                SoundFiles.find(folder.resolve("slides").resolve(utterance), SoundFiles.PICTURES);
        if (Files.isRegularFile(picture)) {
            return new LabelledPicture(picture, null, text, null);
        }
        Path video = SoundFiles.find(folder.resolve("video").resolve(recording), SoundFiles.VIDEO);
        Long endMs = clip.endMs();
        if (Files.isRegularFile(video) && endMs != null) {
            return new LabelledPicture(video, (clip.startMs() + endMs) / 2, text, null);
        }
        return null;
    }

    /** A file of {@code KEY REST} lines; empty where it is not there. */
    private Map<String, String> table(String name) throws IOException {
        Path file = folder.resolve(name);
        Map<String, String> table = new HashMap<>();
        if (Files.isRegularFile(file)) {
            for (String line : TextLines.of(file)) {
                String[] parts = line.strip().split("\\s+", 2);
                if (!parts[0].isEmpty()) {
                    table.put(parts[0], parts.length > 1 ? parts[1] : "");
                }
            }
        }
        return table;
    }
}
