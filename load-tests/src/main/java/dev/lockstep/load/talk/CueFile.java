package dev.lockstep.load.talk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads WebVTT and SubRip: blocks with a line of times, then text. Headers, notes, styles, counters
 * and settings are passed over; tags and the commonest entities are taken out of the text.
 * Stateless.
 */
final class CueFile {
    private static final String TIME = "(?:(\\d+):)?(\\d{1,2}):(\\d{2})[.,](\\d{1,3})";
    private static final Pattern TIMES =
            Pattern.compile("^\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?$");
    private static final Pattern TAG = Pattern.compile("<[^>]*>|\\{\\\\[^}]*}");

    private CueFile() {}

    /**
     * Cues in order of time.
     *
     * @param name for messages
     * @throws IOException in one sentence, where it holds no cue or cues that overlap
     */
    static List<ReferenceCue> parse(String name, String content) throws IOException {
        List<ReferenceCue> cues = new ArrayList<>();
        List<String> lines = content.lines().toList();
        for (int n = 0; n < lines.size(); n++) {
            if (!lines.get(n).contains("-->")) {
                continue;
            }
            Matcher times = TIMES.matcher(lines.get(n));
            if (!times.matches()) {
                throw new IOException(
                        name + ", line " + (n + 1) + ": these are no times: " + lines.get(n));
            }
            int line = n + 1;
            StringBuilder text = new StringBuilder();
            while (n + 1 < lines.size() && !lines.get(n + 1).isBlank()) {
                text.append(' ').append(lines.get(++n));
            }
            String plain = plain(text.toString());
            long startMs = ms(times, 1);
            long endMs = ms(times, 5);
            if (endMs <= startMs) {
                throw new IOException(
                        name
                                + ", line "
                                + line
                                + ": the cue ends before it begins; mend its times.");
            }
            if (!plain.isEmpty()) {
                cues.add(new ReferenceCue(startMs, endMs, plain));
            }
        }
        return inOrder(name, cues);
    }

    private static List<ReferenceCue> inOrder(String name, List<ReferenceCue> cues)
            throws IOException {
        if (cues.isEmpty()) {
            throw new IOException(
                    name + " holds no cue; give WebVTT, SubRip or plain text that ends in .txt.");
        }
        cues.sort(Comparator.comparingLong(ReferenceCue::startMs));
        for (int i = 1; i < cues.size(); i++) {
            if (cues.get(i).startMs() < cues.get(i - 1).endMs()) {
                throw new IOException(
                        name
                                + ": the cues at "
                                + cues.get(i - 1).startMs()
                                + " and "
                                + cues.get(i).startMs()
                                + " ms overlap, so that it is not known when a sentence ends; mend"
                                + " their times.");
            }
        }
        return List.copyOf(cues);
    }

    private static String plain(String text) {
        return TAG.matcher(text)
                .replaceAll("")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static long ms(Matcher times, int group) {
        String hours = times.group(group);
        String fraction = (times.group(group + 3) + "00").substring(0, 3);
        return (((hours == null ? 0 : Long.parseLong(hours)) * 60
                                                + Long.parseLong(times.group(group + 1)))
                                        * 60
                                + Long.parseLong(times.group(group + 2)))
                        * 1_000
                + Long.parseLong(fraction);
    }
}
