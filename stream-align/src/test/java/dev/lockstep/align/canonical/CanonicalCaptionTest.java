package dev.lockstep.align.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What counts of a caption and what does not. */
class CanonicalCaptionTest {
    @Test
    void whatTellsOfTheRunDoesNotCount() {
        same(c -> c.setRevision(9));
        same(c -> c.setConfidence(0.25f));
        same(c -> c.getTimes().setPublishedUs(77L));
        same(c -> c.setIngestTimeUs(99));
        same(
                c -> {
                    c.setEventTimeUs(c.getEventTimeUs() + 1_000);
                    c.getWords().forEach(w -> w.setStartUs(w.getStartUs() + 1_000));
                    c.getWords().forEach(w -> w.setEndUs(w.getEndUs() + 1_000));
                });
    }

    @Test
    void whatWasHeardCounts() {
        other(c -> c.setCommittedText("Try anew."));
        other(c -> c.setUtterance(4));
        other(c -> c.setPtsUs(6));
        other(c -> c.setDurationUs(6));
        other(c -> c.getWords().get(0).setEndUs(1_300));
        other(c -> c.setCloseReason(CloseReason.END_OF_STREAM));
        other(c -> c.setLanguage("en"));
        other(c -> c.setStreamId("other"));
    }

    private static void same(Consumer<Caption> change) {
        Caption changed = caption();
        change.accept(changed);
        assertThat(CanonicalCaption.bytes(changed)).isEqualTo(CanonicalCaption.bytes(caption()));
    }

    private static void other(Consumer<Caption> change) {
        Caption changed = caption();
        change.accept(changed);
        assertThat(CanonicalCaption.bytes(changed)).isNotEqualTo(CanonicalCaption.bytes(caption()));
    }

    private static Caption caption() {
        return Caption.newBuilder()
                .setStreamId("talk")
                .setSourceId("audio-0")
                .setUtterance(3)
                .setRevision(5)
                .setEventTimeUs(1_000)
                .setPtsUs(500)
                .setDurationUs(700)
                .setIngestTimeUs(2_000)
                .setCommittedText("Try again.")
                .setTentativeText("")
                .setWords(
                        List.of(
                                Word.newBuilder()
                                        .setText("Try")
                                        .setStartUs(1_000)
                                        .setEndUs(1_200)
                                        .setCommitted(true)
                                        .build()))
                .setIsFinal(true)
                .setCloseReason(CloseReason.SILENCE)
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(1).build())
                .build();
    }
}
