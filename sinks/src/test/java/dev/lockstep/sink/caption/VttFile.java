package dev.lockstep.sink.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads WebVTT and SubRip back as a player does. */
final class VttFile {
    private static final Pattern TIMES =
            Pattern.compile(
                    "(\\d{2,}):(\\d\\d):(\\d\\d)[.,](\\d{3}) --> (\\d{2,}):(\\d\\d):(\\d\\d)[.,](\\d{3})");

    private VttFile() {}

    static List<Cue> parse(String content) {
        List<Cue> cues = new ArrayList<>();
        for (String block : content.split("\n\n", -1)) {
            List<String> lines = new ArrayList<>(block.strip().lines().toList());
            lines.removeIf(line -> line.equals("WEBVTT") || line.matches("\\d+"));
            if (lines.isEmpty()) {
                continue;
            }
            Matcher times = TIMES.matcher(lines.remove(0));
            if (!times.matches()) {
                throw new AssertionError("No times at the head of: " + block);
            }
            cues.add(
                    new Cue(
                            ms(times, 1),
                            ms(times, 5),
                            lines.stream().map(VttFile::unescape).toList()));
        }
        return cues;
    }

    private static String unescape(String line) {
        if (line.contains("<") || line.contains(">")) {
            throw new AssertionError("Not escaped: " + line);
        }
        return line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static long ms(Matcher times, int group) {
        return Long.parseLong(times.group(group)) * 3_600_000
                + Long.parseLong(times.group(group + 1)) * 60_000
                + Long.parseLong(times.group(group + 2)) * 1_000
                + Long.parseLong(times.group(group + 3));
    }
}
