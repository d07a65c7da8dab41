package dev.lockstep.sink.store;

/**
 * A stream that results came of. Immutable. Times are µs since the epoch.
 *
 * @param stream its name
 * @param originTimeUs event time at which its media time is 0; the least that was heard of counts
 * @param lastTimeUs event time up to which there are results; only grows
 */
public record StreamRow(String stream, long originTimeUs, long lastTimeUs)
        implements MergeableRow<StreamRow> {
    @Override
    public String key() {
        return stream;
    }

    @Override
    public StreamRow merge(StreamRow later) {
        return new StreamRow(
                stream,
                Math.min(originTimeUs, later.originTimeUs),
                Math.max(lastTimeUs, later.lastTimeUs));
    }
}
