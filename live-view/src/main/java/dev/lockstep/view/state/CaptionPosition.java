package dev.lockstep.view.state;

import java.util.Comparator;

/**
 * Where a caption stands among those of its stream: by its start, then by its key. Immutable.
 *
 * @param startUs start of the utterance, event time, µs since the epoch
 * @param source the audio source
 * @param utterance number within stream and source
 */
public record CaptionPosition(long startUs, String source, long utterance)
        implements Comparable<CaptionPosition> {
    private static final Comparator<CaptionPosition> ORDER =
            Comparator.comparingLong(CaptionPosition::startUs)
                    .thenComparing(CaptionPosition::source)
                    .thenComparingLong(CaptionPosition::utterance);

    @Override
    public int compareTo(CaptionPosition other) {
        return ORDER.compare(this, other);
    }
}
