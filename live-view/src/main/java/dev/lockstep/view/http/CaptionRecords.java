package dev.lockstep.view.http;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.WordView;
import java.util.List;

/**
 * Captions of the view as records again, so that one and the same code cuts cues for files and for
 * the web. Event time and time of the source are both media time here. Stateless.
 */
final class CaptionRecords {
    private static final long US_PER_MS = 1_000;

    private CaptionRecords() {}

    /** What of a caption does not change any more: all of a final one, else what is committed. */
    static Caption of(String stream, CaptionView view) {
        return Caption.newBuilder()
                .setStreamId(stream)
                .setSourceId(view.source())
                .setUtterance(view.utterance())
                .setRevision(view.revision())
                .setEventTimeUs(view.startMs() * US_PER_MS)
                .setPtsUs(view.startMs() * US_PER_MS)
                .setDurationUs(Math.max(0, view.endMs() - view.startMs()) * US_PER_MS)
                .setIngestTimeUs(view.startMs() * US_PER_MS)
                .setCommittedText(view.committed())
                .setTentativeText(view.isFinal() ? view.tentative() : "")
                .setWords(words(view))
                .setIsFinal(view.isFinal())
                .setCloseReason(view.isFinal() ? CloseReason.UNKNOWN : CloseReason.OPEN)
                .setTimesBuilder(
                        ProcessingTimes.newBuilder().setCapturedUs(view.startMs() * US_PER_MS))
                .build();
    }

    private static List<Word> words(CaptionView view) {
        return view.words().stream()
                .filter(word -> view.isFinal() || word.committed())
                .map(CaptionRecords::word)
                .toList();
    }

    private static Word word(WordView view) {
        return Word.newBuilder()
                .setText(view.text())
                .setStartUs(view.startMs() * US_PER_MS)
                .setEndUs(view.endMs() * US_PER_MS)
                .setCommitted(true)
                .build();
    }
}
