package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;

/** Final captions to test with. */
public final class Captions {
    /** Event time of the recording's start, µs since the epoch. */
    public static final long START_US = 1_700_000_000_000_000L;

    private Captions() {}

    /** A caption whose words of the text each last a given time, one right after the other. */
    public static Caption of(long utterance, long startMs, long wordMs, String text) {
        List<Word> words = new ArrayList<>();
        long at = START_US + startMs * 1000;
        for (String word : text.isBlank() ? new String[0] : text.split(" ", -1)) {
            words.add(new Word(word, at, at + wordMs * 1000, true, 0.87654f));
            at += wordMs * 1000;
        }
        return Caption.newBuilder()
                .setStreamId("s")
                .setSourceId("audio-0")
                .setUtterance(utterance)
                .setRevision(3)
                .setEventTimeUs(START_US + startMs * 1000)
                .setPtsUs(startMs * 1000)
                .setDurationUs(at - START_US - startMs * 1000)
                .setIngestTimeUs(START_US)
                .setCommittedText(text)
                .setTentativeText("")
                .setWords(words)
                .setIsFinal(true)
                .setCloseReason(CloseReason.SILENCE)
                .setConfidence(0.5f)
                .setModel(new ModelReference("moonshine-tiny-en", "0.0.44", ""))
                .setTimesBuilder(ProcessingTimes.newBuilder().setCapturedUs(START_US))
                .build();
    }
}
