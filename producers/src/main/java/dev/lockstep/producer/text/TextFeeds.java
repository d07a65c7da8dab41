package dev.lockstep.producer.text;

import dev.lockstep.schema.avro.TextKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Opens text feeds. Thread-safe, without state. */
public final class TextFeeds {

    /** How a feed is written. */
    public enum Format {
        /** By the ending of the name: srt, vtt, jsonl, ndjson, json, txt. */
        AUTO,
        /** SubRip subtitles. */
        SRT,
        /** WebVTT subtitles. */
        WEBVTT,
        /** One JSON object a line. */
        JSON_LINES,
        /** One text a line; its capture time is when it is read. */
        PLAIN
    }

    private TextFeeds() {}

    /**
     * Opens a file, or standard input for {@code -} (plain lines unless a format is given).
     *
     * @throws IOException with one sentence that says what to do
     */
    public static TextFeed open(String input, Format format, FieldMapping mapping)
            throws IOException {
        if (input.equals("-")) {
            Format chosen = format == Format.AUTO ? Format.PLAIN : format;
            return of(System.in, "standard input", chosen, mapping);
        }
        Format chosen = format == Format.AUTO ? byEnding(input) : format;
        Path path = path(input);
        if (!Files.exists(path)) {
            throw new IOException("There is no file " + input + ": check the path.");
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new IOException(
                    input + " cannot be read: name a text file that this user may read.");
        }
        return of(Files.newInputStream(path), input, chosen, mapping);
    }

    /** A feed of a stream, which the feed closes. */
    public static TextFeed of(InputStream in, String name, Format format, FieldMapping mapping) {
        return switch (format) {
            case SRT -> new CueFeed(in, name, false);
            case WEBVTT -> new CueFeed(in, name, true);
            case JSON_LINES -> new LineFeed(in, name, new JsonTexts(mapping, TextKind.CHAT));
            case PLAIN, AUTO -> new LineFeed(in, name, null);
        };
    }

    private static Format byEnding(String input) throws IOException {
        String ending = input.substring(input.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "srt" -> Format.SRT;
            case "vtt", "webvtt" -> Format.WEBVTT;
            case "jsonl", "ndjson", "json" -> Format.JSON_LINES;
            case "txt" -> Format.PLAIN;
            default ->
                    throw new IOException(
                            "What is written in "
                                    + input
                                    + " cannot be told from its name: give a format, srt, webvtt,"
                                    + " json-lines or plain.");
        };
    }

    private static Path path(String input) throws IOException {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            throw new IOException("There is no file of that name (" + e.getReason() + ").", e);
        }
    }
}
