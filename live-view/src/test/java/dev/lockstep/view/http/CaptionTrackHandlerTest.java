package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.sink.caption.TimedCaption;
import dev.lockstep.sink.caption.WebVttWriter;
import dev.lockstep.view.hls.TimedCaptions;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.WordView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The captions of the view make the same WebVTT as the records that they came from. */
class CaptionTrackHandlerTest {
    private static final long EPOCH_US = 1_700_000_000_123_456L;
    private static final long ORIGIN_US = 777_777L;

    private static Caption caption(Random random, long utterance, boolean timed) {
        long ptsUs = ORIGIN_US + utterance * 9_000_000 + random.nextInt(999_999);
        long eventUs = EPOCH_US + ptsUs;
        long atUs = eventUs;
        List<Word> words = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String text = "w" + "o".repeat(random.nextInt(9)) + (i % 7 == 6 ? "." : "");
            long endUs = atUs + 100_000 + random.nextInt(200_000);
            words.add(
                    Word.newBuilder()
                            .setText(text)
                            .setStartUs(atUs)
                            .setEndUs(endUs)
                            .setCommitted(true)
                            .build());
            texts.add(text);
            atUs = endUs;
        }
        return Caption.newBuilder()
                .setStreamId("s")
                .setSourceId("mic")
                .setUtterance(utterance)
                .setRevision(1)
                .setEventTimeUs(eventUs)
                .setPtsUs(ptsUs)
                .setDurationUs(atUs - eventUs)
                .setIngestTimeUs(eventUs)
                .setCommittedText(String.join(" ", texts))
                .setTentativeText("")
                .setWords(timed ? words : List.of())
                .setIsFinal(true)
                .setCloseReason(CloseReason.SILENCE)
                .setTimesBuilder(ProcessingTimes.newBuilder().setCapturedUs(eventUs))
                .build();
    }

    private static long ms(long us) {
        return Math.floorDiv(us, 1_000L);
    }

    private static CaptionView view(Caption caption) {
        long shiftUs = caption.getPtsUs() - ORIGIN_US - caption.getEventTimeUs();
        List<WordView> words =
                caption.getWords().stream()
                        .map(
                                word ->
                                        new WordView(
                                                word.getText(),
                                                ms(word.getStartUs() + shiftUs),
                                                ms(word.getEndUs() + shiftUs),
                                                true,
                                                null))
                        .toList();
        long startUs = caption.getPtsUs() - ORIGIN_US;
        return new CaptionView(
                "mic",
                caption.getUtterance(),
                1,
                ms(startUs),
                ms(startUs + caption.getDurationUs()),
                ms(caption.getEventTimeUs()),
                caption.getCommittedText(),
                "",
                true,
                true,
                words,
                null,
                null,
                null,
                null);
    }

    @Test
    void sameTextAsTheFileOfARun() {
        Random random = new Random(5);
        List<Caption> captions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            captions.add(caption(random, i, i % 4 != 0));
        }
        List<TimedCaption> again =
                captions.stream().map(each -> TimedCaptions.committed(view(each))).toList();
        String file = new WebVttWriter().format(captions, ORIGIN_US);
        assertThat(file).contains(" --> ");
        assertThat(WebVttWriter.of(again)).isEqualTo(file);
    }
}
