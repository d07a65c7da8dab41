package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.Comparator;

/**
 * Which picture of a stream. Immutable; in the order in which a source takes them.
 *
 * @param source which source of the stream
 * @param epoch rises when the source is opened again
 * @param sequence counts the pictures of an epoch
 */
record PictureId(String source, int epoch, long sequence) implements Comparable<PictureId> {
    private static final Comparator<PictureId> ORDER =
            Comparator.comparing(PictureId::source)
                    .thenComparingInt(PictureId::epoch)
                    .thenComparingLong(PictureId::sequence);

    static PictureId of(VideoFrame frame) {
        return new PictureId(frame.getSourceId(), frame.getEpoch(), frame.getSequence());
    }

    static PictureId of(VisionResult seen) {
        return new PictureId(seen.getSourceId(), seen.getEpoch(), seen.getSequence());
    }

    @Override
    public int compareTo(PictureId other) {
        return ORDER.compare(this, other);
    }
}
