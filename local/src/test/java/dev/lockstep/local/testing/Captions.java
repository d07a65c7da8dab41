package dev.lockstep.local.testing;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;

/** Captions for tests: words of 100 ms with 100 ms between, one utterance every ten seconds. */
public final class Captions {
    public static final long START_US = 1_700_000_000_000_000L;
    private static final long UTTERANCE_US = 10_000_000;

    private Captions() {}

    /** {@code committed} words and then {@code tentative} ones, both separated by spaces. */
    public static Caption partial(
            long utterance, int revision, String committed, String tentative) {
        return caption(utterance, revision, committed, tentative, false);
    }

    public static Caption last(long utterance, int revision, String text) {
        return caption(utterance, revision, text, "", true);
    }

    public static Caption endOfStream() {
        Caption caption = caption(99, 0, "", "", true);
        caption.setEndOfStream(true);
        return caption;
    }

    /** Event time at which the word with this index ends. */
    public static long wordEndUs(long utterance, int index) {
        return START_US + utterance * UTTERANCE_US + index * 200_000L + 100_000;
    }

    private static Caption caption(
            long utterance, int revision, String committed, String tentative, boolean last) {
        List<Word> words = new ArrayList<>();
        add(words, utterance, committed, true);
        add(words, utterance, tentative, false);
        return Caption.newBuilder()
                .setStreamId("talk")
                .setSourceId("audio-0")
                .setUtterance(utterance)
                .setRevision(revision)
                .setEventTimeUs(START_US + utterance * UTTERANCE_US)
                .setPtsUs(utterance * UTTERANCE_US)
                .setDurationUs(words.size() * 200_000L)
                .setIngestTimeUs(START_US)
                .setCommittedText(committed)
                .setTentativeText(tentative)
                .setWords(words)
                .setIsFinal(last)
                .setCloseReason(last ? CloseReason.SILENCE : CloseReason.OPEN)
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(START_US).build())
                .build();
    }

    private static void add(List<Word> words, long utterance, String text, boolean committed) {
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            long endUs = wordEndUs(utterance, words.size());
            words.add(
                    Word.newBuilder()
                            .setText(word)
                            .setStartUs(endUs - 100_000)
                            .setEndUs(endUs)
                            .setCommitted(committed)
                            .build());
        }
    }
}
