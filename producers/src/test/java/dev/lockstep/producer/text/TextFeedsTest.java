package dev.lockstep.producer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextFeedsTest {

    @Test
    void srtCuesWithTimesAndLines() throws Exception {
        List<TextEntry> entries =
                read(
                        TextFeeds.Format.SRT,
                        "\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\nHello\r\n<i>there</i>\r\n\r\n"
                                + "2\n01:00:00,5 --> 01:00:01,25 X1:0\nLate\n");

        assertThat(entries).hasSize(2);
        TextEntry.Item first = (TextEntry.Item) entries.get(0);
        assertThat(first.ptsUs()).hasValue(1_000_000);
        assertThat(first.durationUs()).isEqualTo(1_500_000);
        assertThat(first.text()).isEqualTo("Hello\nthere");
        assertThat(first.kind()).isEqualTo(TextKind.SUBTITLE);
        TextEntry.Item second = (TextEntry.Item) entries.get(1);
        assertThat(second.ptsUs()).hasValue(3_600_500_000L);
        assertThat(second.durationUs()).isEqualTo(750_000);
    }

    @Test
    void aBadCueIsReportedWithItsLineAndReadingGoesOn() throws Exception {
        List<TextEntry> entries =
                read(
                        TextFeeds.Format.SRT,
                        "1\n00:00:01,000 -> 00:00:02,000\nWrong arrow\n\n"
                                + "2\n00:00:05,000 --> 00:00:04,000\nBackwards\n\n"
                                + "3\n00:00:06,000 --> 00:00:07,000\nGood\n");

        assertThat(entries).hasSize(3);
        TextEntry.Bad arrow = (TextEntry.Bad) entries.get(0);
        assertThat(arrow.message()).startsWith("Line 2 of feed has no times such as");
        assertThat(arrow.kind()).isEqualTo(FailureKind.CORRUPT);
        assertThat(arrow.origin().offset()).isEqualTo(2);
        assertThat(arrow.origin().value())
                .isEqualTo("00:00:01,000 -> 00:00:02,000".getBytes(StandardCharsets.UTF_8));
        assertThat(((TextEntry.Bad) entries.get(1)).message())
                .isEqualTo("Line 6 of feed ends before it begins: correct it.");
        assertThat(((TextEntry.Item) entries.get(2)).text()).isEqualTo("Good");
    }

    @Test
    void webVttWithHeaderNotesIdsVoicesAndEscapes() throws Exception {
        List<TextEntry> entries =
                read(
                        TextFeeds.Format.WEBVTT,
                        "WEBVTT - title\nKind: captions\n\nNOTE not shown\n\nSTYLE\n::cue {}\n\n"
                                + "intro\n00:01.000 --> 00:02.000 align:start\n"
                                + "<v Ann Lee>Salt &amp; <b>pepper</b>\n\n"
                                + "00:00:03.250 --> 00:00:04.000\nnext\n");

        assertThat(entries).hasSize(2);
        TextEntry.Item first = (TextEntry.Item) entries.get(0);
        assertThat(first.author()).contains("Ann Lee");
        assertThat(first.text()).isEqualTo("Salt & pepper");
        assertThat(first.ptsUs()).hasValue(1_000_000);
        assertThat(((TextEntry.Item) entries.get(1)).ptsUs()).hasValue(3_250_000);
    }

    @Test
    void jsonLinesByAMapping() throws Exception {
        FieldMapping mapping =
                FieldMapping.parse("text=message.body,author=user.name,time=ts:s,kind=type");

        List<TextEntry> entries =
                read(
                        TextFeeds.Format.JSON_LINES,
                        mapping,
                        "{\"message\":{\"body\":\"hi\"},\"user\":{\"name\":\"ann\"},\"ts\":1700000000.25,"
                                + "\"type\":\"slide-note\",\"language\":\"en\"}\n"
                                + "\n{\"message\":{}}\nnot json\n[1]\n"
                                + "{\"message\":{\"body\":\"x\"},\"ts\":\"yesterday\"}\n"
                                + "{\"message\":{\"body\":\"iso\"},\"ts\":\"2023-11-14T22:13:20Z\"}\n");

        TextEntry.Item first = (TextEntry.Item) entries.get(0);
        assertThat(first.text()).isEqualTo("hi");
        assertThat(first.author()).contains("ann");
        assertThat(first.eventTimeUs()).hasValue(1_700_000_000_250_000L);
        assertThat(first.kind()).isEqualTo(TextKind.SLIDE_NOTE);
        assertThat(first.language()).contains("en");
        assertThat(entries.subList(1, 5))
                .extracting(e -> ((TextEntry.Bad) e).message())
                .satisfiesExactly(
                        m -> assertThat(m).startsWith("Line 3 of feed has no text in the field"),
                        m -> assertThat(m).startsWith("Line 4 of feed is not JSON"),
                        m -> assertThat(m).startsWith("Line 5 of feed is not a JSON object"),
                        m -> assertThat(m).startsWith("Line 6 of feed has no ISO 8601 time"));
        assertThat(((TextEntry.Item) entries.get(5)).eventTimeUs())
                .hasValue(1_700_000_000_000_000L);
    }

    @Test
    void linesThatAreTooLongOrNotUtf8AreBad() throws Exception {
        byte[] bytes = new byte[LineReader.MAX_LINE_BYTES + 10];
        java.util.Arrays.fill(bytes, (byte) 'a');
        bytes[bytes.length - 4] = '\n';
        bytes[bytes.length - 3] = (byte) 0xff;
        bytes[bytes.length - 2] = '\n';
        bytes[bytes.length - 1] = 'z';
        bytes[3] = '{';

        List<TextEntry> entries =
                drain(
                        TextFeeds.of(
                                new ByteArrayInputStream(bytes),
                                "feed",
                                TextFeeds.Format.PLAIN,
                                FieldMapping.STANDARD));

        assertThat(((TextEntry.Bad) entries.get(0)).kind()).isEqualTo(FailureKind.TOO_LARGE);
        assertThat(((TextEntry.Bad) entries.get(1)).message())
                .isEqualTo("Line 2 of feed is not UTF-8: correct it.");
        assertThat(((TextEntry.Item) entries.get(2)).text()).isEqualTo("z");
    }

    @Test
    void deepJsonIsRefusedNotFollowed() throws Exception {
        List<TextEntry> entries =
                read(TextFeeds.Format.JSON_LINES, "{\"text\":" + "[".repeat(100_000) + "\n");

        assertThat(((TextEntry.Bad) entries.get(0)).message()).contains("is not JSON");
    }

    @Test
    void aFileThatCannotBeOpenedIsExplained() {
        assertThatThrownBy(
                        () ->
                                TextFeeds.open(
                                        "/nowhere/a.srt",
                                        TextFeeds.Format.AUTO,
                                        FieldMapping.STANDARD))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no file /nowhere/a.srt: check the path.");
        assertThatThrownBy(() -> FieldMapping.parse("txt=a"))
                .hasMessageContaining("'txt' is none of text, time, pts");
    }

    private static List<TextEntry> read(TextFeeds.Format format, String text) throws IOException {
        return read(format, FieldMapping.STANDARD, text);
    }

    private static List<TextEntry> read(TextFeeds.Format format, FieldMapping mapping, String text)
            throws IOException {
        return drain(
                TextFeeds.of(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        "feed",
                        format,
                        mapping));
    }

    private static List<TextEntry> drain(TextFeed feed) throws IOException {
        List<TextEntry> entries = new ArrayList<>();
        try (feed) {
            for (Optional<TextEntry> entry = feed.next(); entry.isPresent(); entry = feed.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }
}
