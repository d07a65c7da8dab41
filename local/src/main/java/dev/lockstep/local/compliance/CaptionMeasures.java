package dev.lockstep.local.compliance;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.view.compliance.ComplianceMeter;
import dev.lockstep.view.compliance.UtteranceMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Measures the captions of one stream as they come from {@code lockstep.transcripts}. Keeps some
 * hundred bytes of each finished utterance. Not thread-safe.
 */
public final class CaptionMeasures {
    private final boolean realTime;
    private final ComplianceMeter meter = new ComplianceMeter();
    private final List<UtteranceMeasure> finished = new ArrayList<>();
    private final TreeSet<String> models = new TreeSet<>();

    /**
     * Measures.
     *
     * @param realTime whether the stream is played at the speed of the clock, so that lags mean
     *     something
     */
    public CaptionMeasures(boolean realTime) {
        this.realTime = realTime;
    }

    /**
     * Takes in a record.
     *
     * @param receivedUs wall clock at which it was received, µs since the epoch
     */
    public void accept(Caption caption, long receivedUs) {
        if (caption.getEndOfStream()) {
            return;
        }
        ModelReference model = caption.getModel();
        if (model != null) {
            models.add(model.getId() + " " + model.getVersion());
        }
        OptionalLong publishedMs =
                realTime
                        ? OptionalLong.of(Math.floorDiv(receivedUs, 1_000L))
                        : OptionalLong.empty();
        meter.accept(CaptionViews.of(caption), publishedMs).ifPresent(finished::add);
    }

    /** What was measured of the finished utterances, in the order of their ends. */
    public List<UtteranceMeasure> finished() {
        return List.copyOf(finished);
    }

    /** Id and version of the models that made the captions. */
    public List<String> models() {
        return List.copyOf(models);
    }
}
