package dev.lockstep.job;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.WindowMember;
import java.util.List;
import java.util.Map;

/** Results as the captioning job publishes them. */
final class Results {
    static final long START_US = 1_700_000_000_000_000L;

    private Results() {}

    /** A settled caption of one second. */
    static Caption caption(String stream, long utterance, String text) {
        return Caption.newBuilder()
                .setStreamId(stream)
                .setSourceId("audio-0")
                .setUtterance(utterance)
                .setRevision(2)
                .setEventTimeUs(START_US + utterance * 1_000_000)
                .setPtsUs(utterance * 1_000_000)
                .setDurationUs(900_000)
                .setIngestTimeUs(START_US)
                .setCommittedText(text)
                .setTentativeText("")
                .setWords(List.of())
                .setIsFinal(true)
                .setCloseReason(CloseReason.SILENCE)
                .setLanguage("en")
                .setTimesBuilder(ProcessingTimes.newBuilder().setCapturedUs(START_US))
                .build();
    }

    /** The settled window of half a second with a line on screen, a thing and a text. */
    static AlignedWindow window(String stream, long index, String chat) {
        long atUs = START_US + index * 500_000;
        return AlignedWindow.newBuilder()
                .setStreamId(stream)
                .setStartUs(atUs)
                .setEndUs(atUs + 500_000)
                .setRevision(0)
                .setSettled(true)
                .setMembers(
                        List.of(
                                member(Modality.VIDEO, "video-0", atUs, index)
                                        .setOnScreenText(List.of("Results of the year"))
                                        .setLabels(List.of("person"))
                                        .build(),
                                member(Modality.TEXT, "chat", atUs + 1000, index)
                                        .setText(chat)
                                        .setModeration(
                                                chat.contains("bad")
                                                        ? Map.of("words", 1f)
                                                        : Map.of())
                                        .build()))
                .setTimesBuilder(ProcessingTimes.newBuilder().setCapturedUs(atUs))
                .setOriginUs(START_US)
                .setIndex(index)
                .build();
    }

    private static WindowMember.Builder member(
            Modality modality, String source, long atUs, long sequence) {
        return WindowMember.newBuilder()
                .setModality(modality)
                .setSourceId(source)
                .setEventTimeUs(atUs)
                .setDurationUs(0)
                .setSequence(sequence);
    }

    /** Counts of an interval. */
    static LedgerEntry ledger(String stream, long interval) {
        return LedgerEntry.newBuilder()
                .setStreamId(stream)
                .setSourceId("audio-0")
                .setModality(Modality.AUDIO)
                .setEventTimeUs(START_US + interval * 1_000_000)
                .setInterval(interval)
                .setRead(10 * (interval + 1))
                .setMatched(10 * (interval + 1))
                .build();
    }
}
