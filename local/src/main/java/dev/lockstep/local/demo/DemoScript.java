package dev.lockstep.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said in the demo, clip by clip, and what its audience writes. Immutable.
 *
 * @param clips in the order in which they are played
 * @param chat in the order of time
 */
public record DemoScript(List<Clip> clips, List<Chat> chat) {
    private static final String RESOURCE = "script.tsv";

    public DemoScript {
        clips = List.copyOf(clips);
        chat = List.copyOf(chat);
    }

    /**
     * A recording.
     *
     * @param file its name among the speech samples
     * @param title what is read
     * @param lines its sentences in order
     */
    public record Clip(String file, String title, List<Line> lines) {
        public Clip {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A sentence or a part of one.
     *
     * @param startUs when it begins, µs from the start of the clip, to a tenth of a second
     * @param endUs when it ends
     */
    public record Line(long startUs, long endUs, String text) {}

    /**
     * A line of the chat.
     *
     * @param atUs when it is written, µs from the start of the demo
     */
    public record Chat(long atUs, String author, String text) {}

    /** The built-in script. */
    public static DemoScript standard() {
        try (InputStream in = DemoScript.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines in the form of {@code script.tsv}. */
    static DemoScript parse(List<String> source) {
        List<Clip> clips = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        List<Chat> chat = new ArrayList<>();
        String[] head = {};
        for (String line : source) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(">")) {
                addClip(clips, head, lines);
                head = line.substring(1).strip().split("\t", 2);
                lines = new ArrayList<>();
            } else if (line.startsWith("@")) {
                String[] fields = line.substring(1).strip().split("\t", 3);
                chat.add(new Chat(micros(fields[0]), fields[1], fields[2]));
            } else {
                String[] fields = line.split("\t", 3);
                lines.add(new Line(micros(fields[0]), micros(fields[1]), fields[2]));
            }
        }
        addClip(clips, head, lines);
        return new DemoScript(clips, chat);
    }

    /** All that is said, as a reference for the word error rate. */
    public String referenceText() {
        return clips.stream()
                .flatMap(clip -> clip.lines().stream())
                .map(Line::text)
                .collect(Collectors.joining(" "));
    }

    private static void addClip(List<Clip> clips, String[] head, List<Line> lines) {
        if (head.length == 2) {
            clips.add(new Clip(head[0], head[1], lines));
        }
    }

    private static long micros(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e6);
    }
}
