package dev.lockstep.sink.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.sink.caption.Captions;
import dev.lockstep.sink.store.CaptionRow;
import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StreamRow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CaptionRowsTest {
    private static List<StoreRow> rows(Caption caption) {
        try (PassageFactory passages = new PassageFactory()) {
            return new CaptionRows(passages).of(caption);
        }
    }

    private static List<PassageRow> passages(Caption caption) {
        return rows(caption).stream().map(StoreRow::passage).filter(Objects::nonNull).toList();
    }

    @Test
    void oneCaptionIsARowOfItsStreamItselfAndAPassage() {
        List<StoreRow> rows = rows(Captions.of(7, 12_500, 400, "Prices were rising."));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).stream())
                .isEqualTo(new StreamRow("s", Captions.START_US, Captions.START_US + 13_700_000));
        assertThat(rows.get(1).caption())
                .isEqualTo(
                        new CaptionRow(
                                "s",
                                "audio-0",
                                7,
                                3,
                                12_500,
                                13_700,
                                Captions.START_US + 12_500_000,
                                "Prices were rising.",
                                "[{\"text\":\"Prices\",\"start_ms\":12500,\"end_ms\":12900,"
                                        + "\"confidence\":0.8765},{\"text\":\"were\","
                                        + "\"start_ms\":12900,\"end_ms\":13300,"
                                        + "\"confidence\":0.8765},{\"text\":\"rising.\","
                                        + "\"start_ms\":13300,\"end_ms\":13700,"
                                        + "\"confidence\":0.8765}]",
                                0.5,
                                null,
                                "moonshine-tiny-en",
                                "0.0.44"));
        assertThat(rows.get(2).passage())
                .isEqualTo(
                        new PassageRow(
                                "s",
                                "audio-0",
                                "speech",
                                "7/0",
                                3,
                                12_500,
                                13_700,
                                Captions.START_US + 12_500_000,
                                "Prices were rising.",
                                null,
                                "price were rise",
                                3,
                                null));
    }

    @Test
    void mediaTimeIsThatOfTheSourceAndNotOfTheClock() {
        Caption later = Captions.of(0, 1_000, 500, "one two");
        later.setPtsUs(61_000_000);

        assertThat(passages(later).get(0).startMs()).isEqualTo(61_000);
        assertThat(passages(later).get(0).endMs()).isEqualTo(62_000);
        assertThat(Objects.requireNonNull(rows(later).get(0).stream()).originTimeUs())
                .isEqualTo(Captions.START_US - 60_000_000);
    }

    @Test
    void longSpeechIsCutAfterTheLastSentenceThatFits() {
        // 2 s a word: sentences end at 6, 14 and 24 s, and the last at 34 s.
        List<PassageRow> pieces =
                passages(Captions.of(1, 0, 2_000, "a b c. d e f g. h i j k l. m n o p q"));

        assertThat(pieces)
                .extracting(PassageRow::text)
                .containsExactly("a b c. d e f g.", "h i j k l. m n o p q");
        assertThat(pieces).extracting(PassageRow::startMs).containsExactly(0L, 14_000L);
        assertThat(pieces).extracting(PassageRow::endMs).containsExactly(14_000L, 34_000L);
        assertThat(pieces).extracting(PassageRow::passageKey).containsExactly("1/0", "1/1");
    }

    @Test
    void aSentenceWithoutAnEndIsCutBetweenWords() {
        List<PassageRow> pieces = passages(Captions.of(1, 0, 3_000, "a b c d e f g h i"));

        assertThat(pieces).extracting(PassageRow::text).containsExactly("a b c d e f", "g h i");
        assertThat(pieces).extracting(PassageRow::startMs).containsExactly(0L, 18_000L);
        assertThat(pieces).allMatch(p -> p.endMs() - p.startMs() <= 20_000);
    }

    @Test
    void aWordLongerThanAPieceStandsAlone() {
        assertThat(passages(Captions.of(1, 0, 30_000, "aaaa bb")))
                .extracting(PassageRow::text)
                .containsExactly("aaaa", "bb");
    }

    @Test
    void nothingSaidIsOnlyAStream() {
        Caption end = Captions.of(3, 5_000, 0, "");
        end.setEndOfStream(true);

        assertThat(rows(end)).hasSize(1);
        assertThat(rows(Captions.of(3, 5_000, 0, " "))).hasSize(1);
    }

    @Test
    void aTextWithoutEndKeepsItsTextAndLosesTermsAtItsEnd() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("word").append(i).append(' ');
        }
        Caption caption = Captions.of(0, 0, 10, "x");
        caption.setWords(List.of());
        caption.setCommittedText(text.toString());

        PassageRow passage = passages(caption).get(0);

        assertThat(passage.text()).isEqualTo(text.toString().strip());
        assertThat(passage.terms()).startsWith("word0 word1 ").hasSizeLessThan(256 * 1024);
        assertThat(passage.termCount()).isEqualTo(60_000);
    }
}
