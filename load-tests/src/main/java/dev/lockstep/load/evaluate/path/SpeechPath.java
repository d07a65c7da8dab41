package dev.lockstep.load.evaluate.path;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.caption.AssemblerState;
import dev.lockstep.inference.speech.caption.CaptionAssembler;
import dev.lockstep.inference.speech.caption.CommittedWords;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;
import java.util.ArrayList;
import java.util.List;

/**
 * Segmenter, recogniser and assembler as the job joins them, partials on, none skipped; the models
 * of the catalogue. One caller at a time; close it to free the models.
 */
public final class SpeechPath implements AutoCloseable {
    private final SharedSpeech.Lease lease;
    private final SpeechSegmenter segmenter;

    /**
     * Loads the models.
     *
     * @throws dev.lockstep.inference.catalog.ModelStoreException if they cannot be had
     */
    public SpeechPath(ModelStore store) {
        lease = SharedSpeech.acquire(CatalogueSpeechModels.standard(1, false).resolve(store));
        segmenter = new SpeechSegmenter(lease.detector(), SegmenterConf.defaults());
    }

    /**
     * Reads the chunks of a source, from {@link SoundChunks}.
     *
     * @param chunks in the order in which they arrive; the last one ends the source
     */
    public Heard read(List<AudioChunk> chunks) throws InvalidChunkException {
        SegmenterState cut = new SegmenterState();
        AssemblerState assembled = new AssemblerState();
        CaptionAssembler assembler = new CaptionAssembler(() -> 0);
        StringBuilder text = new StringBuilder();
        List<Caption> captions = new ArrayList<>();
        List<StreamItem> items = new ArrayList<>();
        int failed = 0;
        long begin = System.nanoTime();
        for (AudioChunk chunk : chunks) {
            List<SpeechRequest> requests = segmenter.accept(cut, chunk);
            items.add(StreamItems.of(chunk, ItemRole.RECORD, cut.mark()));
            for (SpeechRequest request : requests) {
                SpeechOutcome outcome = lease.recognizer().recognize(request).join();
                CommittedWords before = CommittedWords.of(assembled);
                for (Caption caption : assembler.accept(assembled, outcome)) {
                    if (caption.getIsFinal() && !caption.getCommittedText().isEmpty()) {
                        text.append(caption.getCommittedText()).append(' ');
                        captions.add(caption);
                    }
                }
                SpokenWords spoken = before.change(assembled, outcome.span());
                if (spoken != null) {
                    items.add(StreamItem.spoken(chunk.getStreamId(), chunk.getSourceId(), spoken));
                }
                if (outcome.span().kind() == RequestKind.FINAL
                        && outcome.status() == RecognitionStatus.FAILED) {
                    failed++;
                }
            }
        }
        return new Heard(
                text.toString().strip(),
                captions,
                items,
                failed,
                (System.nanoTime() - begin) / 1e6);
    }

    @Override
    public void close() {
        lease.close();
    }
}
