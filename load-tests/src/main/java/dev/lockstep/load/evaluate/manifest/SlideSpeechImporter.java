package dev.lockstep.load.evaluate.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes talks with slides as SlideSpeech and Kaldi lay them out: {@code text} ({@code UTTERANCE
 * TEXT} a line), {@code segments} ({@code UTTERANCE RECORDING START END}, s), {@code wav.scp}
 * ({@code RECORDING PATH}), {@code utt2spk}, and what stands on the slide of each utterance in
 * {@code slide_text}, or in {@code ocr}, where SlideSpeech puts a {@code $} between words. Without
 * {@code segments} an utterance is a recording of its own; {@link SlideSpeechFiles} says where
 * sound and video are looked for. The slide is {@code slides/UTTERANCE.jpg} (or .png), or the frame
 * of the video in the middle of the utterance. {@code keywords} is not read: a choice of rare words
 * is no reference of what stands there. Labels: speaker, recording. Stateless.
 */
final class SlideSpeechImporter {
    private static final List<String> SLIDE_TEXTS = List.of("slide_text", "ocr");
    private static final double MS = 1_000;

    private final Path folder;
    private final SlideSpeechFiles files;
    private final Map<String, String> recordings;
    private final Map<String, String> segments;
    private final Map<String, String> speakers;
    private final Map<String, String> slideTexts;
    private final Map<String, Path> sounds = new HashMap<>();
    private final Map<String, Optional<Path>> videos = new HashMap<>();

    private SlideSpeechImporter(Path folder) throws IOException {
        this.folder = folder;
        this.files = SlideSpeechFiles.of(folder);
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
            String lacking = lacking(parts);
            if (lacking == null) {
                suite.addFound(item(parts[0], parts[1]), where);
            } else {
                suite.leaveOut(parts[0], "was left out, " + lacking, where);
            }
        }
        return suite.build();
    }

    private @Nullable String lacking(String[] parts) {
        if (parts.length < 2) {
            return "no text follows it";
        }
        String segment = segments.get(parts[0]);
        if (!segments.isEmpty() && segment == null) {
            return "its line in segments is not there";
        }
        if (segment != null && times(segment) == null) {
            return "segments has no start and end for it that can be used"
                    + " (UTTERANCE RECORDING START END, in seconds)";
        }
        String named = recordings.get(recording(parts[0]));
        return named != null && named.endsWith("|")
                ? "wav.scp has a command for its sound, and Lockstep runs no commands of a data"
                        + " set: name a file"
                : null;
    }

    private String recording(String utterance) {
        return segments.getOrDefault(utterance, utterance).split("\\s+", 2)[0];
    }

    private Item item(String utterance, String transcript) {
        String recording = recording(utterance);
        Path sound =
                sounds.computeIfAbsent(recording, name -> files.sound(name, recordings.get(name)));
        long[] times = segments.containsKey(utterance) ? times(segments.get(utterance)) : null;
        Clip clip = times == null ? Clip.whole(sound) : new Clip(sound, times[0], times[1]);
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

    /** Start and end in ms; null where they are none. */
    private static long @Nullable [] times(@Nullable String segment) {
        String[] fields = segment == null ? new String[0] : segment.split("\\s+");
        if (fields.length < 3) {
            return null;
        }
        try {
            long startMs = Math.round(Double.parseDouble(fields[1]) * MS);
            long endMs = Math.round(Double.parseDouble(fields[2]) * MS);
            return startMs >= 0 && endMs > startMs ? new long[] {startMs, endMs} : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable LabelledPicture slide(String utterance, String recording, Clip clip) {
        String words = slideTexts.get(utterance);
        String text = words == null ? null : words.replace('$', ' ').strip();
        Path picture =
                SoundFiles.find(folder.resolve("slides").resolve(utterance), SoundFiles.PICTURES);
        if (Files.isRegularFile(picture)) {
            return new LabelledPicture(picture, null, text, null);
        }
        Path video =
                videos.computeIfAbsent(recording, name -> Optional.ofNullable(files.video(name)))
                        .orElse(null);
        Long endMs = clip.endMs();
        return video != null && endMs != null
                ? new LabelledPicture(video, (clip.startMs() + endMs) / 2, text, null)
                : null;
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
