package dev.lockstep.producer.text;

import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subtitles, SRT or WebVTT: cues between blank lines. Markup is taken out of the text; a WebVTT
 * voice becomes the author. A cue whose times cannot be read is bad; reading goes on after the next
 * blank line. Not thread-safe.
 */
final class CueFeed extends LinesFeed {
    private static final int MAX_CUE_CHARS = LineReader.MAX_LINE_BYTES;
    private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})[.,](\\d{1,3})";
    private static final Pattern TIMES =
            Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d+\\s*");
    private static final Pattern BLOCK = Pattern.compile("(NOTE|STYLE|REGION|WEBVTT)(\\s.*)?");
    private static final Pattern VOICE = Pattern.compile("<v(?:\\.[^\\s>]*)?\\s+([^>]+)>");
    private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z0-9][^>]*>|\\{\\\\[^}]*\\}");

    private final boolean webVtt;

    CueFeed(InputStream in, String name, boolean webVtt) {
        super(in, name);
        this.webVtt = webVtt;
    }

    @Override
    Optional<TextEntry> entry(LineReader.Line line) throws IOException {
        Optional<String> text = line.text();
        if (text.isEmpty() || line.tooLong()) {
            skipBlock();
            return bad(
                    line,
                    line.tooLong() ? FailureKind.TOO_LARGE : FailureKind.CORRUPT,
                    line.tooLong() ? "is longer than 1 MiB" : "is not UTF-8");
        }
        if (text.get().isBlank()) {
            return Optional.empty();
        }
        if (webVtt && BLOCK.matcher(text.get()).matches()) {
            skipBlock();
            return Optional.empty();
        }
        return cue(line, text.get());
    }

    private Optional<TextEntry> cue(LineReader.Line first, String firstText) throws IOException {
        LineReader.Line line = first;
        String text = firstText;
        Matcher times = TIMES.matcher(text);
        if (!times.matches() && (webVtt || NUMBER.matcher(text).matches())) {
            Optional<LineReader.Line> second = nextLine();
            if (second.isEmpty()) {
                return bad(first, FailureKind.CORRUPT, "is not followed by the times of a cue");
            }
            line = second.get();
            text = line.text().orElse("");
            times = TIMES.matcher(text);
        }
        if (!times.matches()) {
            if (!text.isBlank()) {
                skipBlock();
            }
            return bad(
                    line,
                    FailureKind.CORRUPT,
                    "has no times such as 00:00:01,000 --> 00:00:02,500");
        }
        long startUs = micros(times, 1);
        long endUs = micros(times, 5);
        String body = body();
        if (body.length() > MAX_CUE_CHARS) {
            return bad(line, FailureKind.TOO_LARGE, "begins a cue of more than 1 MiB");
        }
        if (endUs < startUs) {
            return bad(line, FailureKind.INVALID_FIELD, "ends before it begins");
        }
        if (body.isBlank()) {
            return Optional.empty();
        }
        Matcher voice = VOICE.matcher(body);
        Optional<String> author =
                webVtt && voice.find() ? Optional.of(voice.group(1).trim()) : Optional.empty();
        return Optional.of(
                new TextEntry.Item(
                        OptionalLong.of(startUs),
                        OptionalLong.empty(),
                        endUs - startUs,
                        TextKind.SUBTITLE,
                        plain(body),
                        author,
                        Optional.empty()));
    }

    private String plain(String body) {
        String text = MARKUP.matcher(body).replaceAll("");
        return webVtt
                ? text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&nbsp;", " ")
                        .replace("&amp;", "&")
                : text;
    }

    private String body() throws IOException {
        StringBuilder body = new StringBuilder();
        Optional<LineReader.Line> line = nextLine();
        while (line.isPresent() && line.get().bytes().length > 0) {
            String text = line.get().text().orElse("");
            if (text.isBlank()) {
                break;
            }
            if (body.length() <= MAX_CUE_CHARS) {
                body.append(body.isEmpty() ? "" : "\n").append(text);
            }
            line = nextLine();
        }
        return body.toString();
    }

    private void skipBlock() throws IOException {
        Optional<LineReader.Line> line = nextLine();
        while (line.isPresent() && !line.get().text().orElse("x").isBlank()) {
            line = nextLine();
        }
    }

    private static long micros(Matcher times, int group) {
        String hours = times.group(group);
        String fraction = (times.group(group + 3) + "00").substring(0, 3);
        long seconds =
                (hours == null ? 0 : Long.parseLong(hours)) * 3600
                        + Long.parseLong(times.group(group + 1)) * 60
                        + Long.parseLong(times.group(group + 2));
        return seconds * 1_000_000 + Long.parseLong(fraction) * 1_000;
    }
}
