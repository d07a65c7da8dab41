package dev.lockstep.sink.caption;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.schema.avro.Caption;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionFormatTest {
    private static final String LONG_TEXT =
            "It was the best of times, it was the worst of times, it was the age of wisdom, it was"
                    + " the age of foolishness. It was the epoch of belief, it was the epoch of"
                    + " incredulity.";

    @Test
    void cuesHaveTheTimesOfTheirWordsAndTwoShortLines() {
        String vtt = new WebVttWriter().format(List.of(Captions.of(0, 61_500, 300, LONG_TEXT)), 0);

        List<Cue> cues = VttFile.parse(vtt);
        assertThat(vtt).startsWith("WEBVTT\n\n00:01:01.500 --> ");
        assertThat(cues).hasSizeGreaterThan(2);
        assertThat(String.join(" ", cues.stream().flatMap(c -> c.lines().stream()).toList()))
                .isEqualTo(LONG_TEXT);
        for (Cue cue : cues) {
            assertThat(cue.lines()).hasSizeBetween(1, 2);
            assertThat(cue.lines()).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(42));
            assertThat(cue.endMs() - cue.startMs()).isBetween(1L, 7_000L);
        }
        assertThat(cues.get(0).startMs()).isEqualTo(61_500);
        Cue last = cues.get(cues.size() - 1);
        long wordsEndMs = 61_500 + LONG_TEXT.split(" ", -1).length * 300L;
        assertThat(last.endMs()).isEqualTo(Math.max(wordsEndMs, last.startMs() + 1_000));
        for (int i = 1; i < cues.size(); i++) {
            assertThat(cues.get(i).startMs()).isGreaterThanOrEqualTo(cues.get(i - 1).endMs());
        }
    }

    @Test
    void aSentenceEndsItsCue() {
        List<Cue> cues =
                VttFile.parse(
                        new WebVttWriter()
                                .format(
                                        List.of(
                                                Captions.of(
                                                        0,
                                                        0,
                                                        200,
                                                        "The first sentence has its own cue. The"
                                                                + " second")),
                                        0));

        assertThat(cues)
                .extracting(Cue::lines)
                .containsExactly(
                        List.of("The first sentence has its own cue."), List.of("The second"));
    }

    @Test
    void aShortCueStaysASecondUnlessTheNextOneComes() {
        List<Caption> captions =
                List.of(
                        Captions.of(1, 2_000, 100, "Two."),
                        Captions.of(0, 1_500, 100, "One."),
                        Captions.of(2, 9_000, 100, "Three."));

        List<Cue> cues = VttFile.parse(new WebVttWriter().format(captions, 0));

        assertThat(cues)
                .containsExactly(
                        new Cue(1_500, 2_000, List.of("One.")),
                        new Cue(2_000, 3_000, List.of("Two.")),
                        new Cue(9_000, 10_000, List.of("Three.")));
    }

    @Test
    void timesCountFromTheOrigin() {
        List<Caption> captions = List.of(Captions.of(0, 5_000, 1_000, "Late start."));

        assertThat(VttFile.parse(new WebVttWriter().format(captions, 4_000_000)))
                .containsExactly(new Cue(1_000, 3_000, List.of("Late start.")));
        assertThat(VttFile.parse(new SrtWriter().format(captions, 4_000_000)))
                .containsExactly(new Cue(1_000, 3_000, List.of("Late start.")));
    }

    @Test
    void whatTheFormatsGiveAMeaningToIsEscaped() {
        List<Caption> captions =
                List.of(Captions.of(0, 0, 500, "R&D <b>says</b> 1 --> 2\u0000 &amp; \n\nmore"));

        List<Cue> cues = VttFile.parse(new WebVttWriter().format(captions, 0));

        assertThat(cues).hasSize(1);
        assertThat(String.join(" ", cues.get(0).lines()))
                .isEqualTo("R&D <b>says</b> 1 --> 2 &amp; more");
        assertThat(VttFile.parse(new SrtWriter().format(captions, 0))).isEqualTo(cues);
    }

    @Test
    void textWithoutSpacesIsCutToLines() {
        String text = "𠮟".repeat(100);

        List<Cue> cues =
                VttFile.parse(
                        new WebVttWriter().format(List.of(Captions.of(0, 0, 4_000, text)), 0));

        assertThat(cues)
                .flatExtracting(Cue::lines)
                .allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(42));
        assertThat(String.join("", cues.stream().flatMap(c -> c.lines().stream()).toList()))
                .isEqualTo(text);
    }

    @Test
    void aCaptionWithoutWordTimesIsSpreadOverItsDuration() {
        Caption caption = Captions.of(0, 1_000, 500, "ab cd");
        caption.setWords(List.of());

        assertThat(VttFile.parse(new WebVttWriter().format(List.of(caption), 0)))
                .containsExactly(new Cue(1_000, 2_000, List.of("ab cd")));
    }

    @Test
    void withoutCaptionsTheFilesAreEmptyAndValid() {
        List<Caption> silent = List.of(Captions.of(0, 0, 0, ""));

        assertThat(new WebVttWriter().format(List.of(), 0)).isEqualTo("WEBVTT\n");
        assertThat(new WebVttWriter().format(silent, 0)).isEqualTo("WEBVTT\n");
        assertThat(new SrtWriter().format(silent, 0)).isEmpty();
        assertThat(new CaptionJsonLinesWriter().format(silent, 0)).isEmpty();
    }

    @Test
    void hoursDoNotWrapAround() {
        assertThat(CueText.time(123L * 3_600_000 + 59_999, ',')).isEqualTo("123:00:59,999");
    }

    @Test
    void jsonLinesHoldOneObjectPerCaptionInOrder() throws Exception {
        Caption second = Captions.of(1, 3_000, 250, "said \"so\"");
        second.setConfidence(null);
        second.setModel(null);

        String lines =
                new CaptionJsonLinesWriter()
                        .format(List.of(second, Captions.of(0, 1_000, 500, "Hello world")), 0);

        List<String> read = lines.lines().toList();
        assertThat(read).hasSize(2);
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(read.get(0)))
                .isEqualTo(
                        mapper.readTree(
                                """
                                {"stream":"s","source":"audio-0","utterance":0,
                                 "start_ms":1000,"end_ms":2000,"text":"Hello world",
                                 "words":[
                                  {"text":"Hello","start_ms":1000,"end_ms":1500,"confidence":0.8765},
                                  {"text":"world","start_ms":1500,"end_ms":2000,"confidence":0.8765}],
                                 "confidence":0.5,
                                 "model":{"id":"moonshine-tiny-en","version":"0.0.44"},
                                 "close_reason":"SILENCE"}"""));
        JsonNode last = mapper.readTree(read.get(1));
        assertThat(last.get("text").asText()).isEqualTo("said \"so\"");
        assertThat(last.get("confidence").isNull()).isTrue();
        assertThat(last.get("model").isNull()).isTrue();
    }
}
