package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest pictures of a source that wait for what was seen in them, and what was seen in
 * pictures that have not come yet; both bounded. Not thread-safe.
 */
final class WaitingPictures {
    private static final int MAX_PICTURES = 32;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    /** Which picture of a source. */
    record Id(int epoch, long sequence) {
        static Id of(VideoFrame frame) {
            return new Id(frame.getEpoch(), frame.getSequence());
        }

        static Id of(VisionResult seen) {
            return new Id(seen.getEpoch(), seen.getSequence());
        }
    }

    private final Map<Id, VideoFrame> frames = new LinkedHashMap<>();
    private final Map<Id, VisionResult> early = new LinkedHashMap<>();
    private long bytes;
    private long seenAtMs;

    WaitingPictures(long nowMs) {
        seenAtMs = nowMs;
    }

    /** A picture; what was seen in it, where that has come before. */
    @Nullable VisionResult add(VideoFrame frame) {
        VisionResult seen = early.remove(Id.of(frame));
        if (seen == null && frames.put(Id.of(frame), frame) == null) {
            bytes += size(frame);
            Iterator<VideoFrame> oldest = frames.values().iterator();
            while (frames.size() > MAX_PICTURES || (bytes > MAX_BYTES && frames.size() > 1)) {
                bytes -= size(oldest.next());
                oldest.remove();
            }
        }
        return seen;
    }

    /** What was seen; its picture, where that waits. Older pictures wait no longer. */
    @Nullable VideoFrame take(VisionResult seen, long nowMs) {
        seenAtMs = nowMs;
        Id id = Id.of(seen);
        if (!frames.containsKey(id)) {
            early.put(id, seen);
            Iterator<VisionResult> oldest = early.values().iterator();
            while (early.size() > MAX_PICTURES) {
                oldest.next();
                oldest.remove();
            }
            return null;
        }
        return takeUpTo(id);
    }

    /** The newest picture where nothing was seen for too long; it has waited long enough. */
    @Nullable VideoFrame overdue(long nowMs, long patienceMs) {
        if (frames.isEmpty() || nowMs - seenAtMs < patienceMs) {
            return null;
        }
        Id newest = null;
        for (Id id : frames.keySet()) {
            newest = id;
        }
        return newest == null ? null : takeUpTo(newest);
    }

    boolean isIdle(long nowMs, long patienceMs) {
        return frames.isEmpty() && nowMs - seenAtMs > patienceMs;
    }

    private @Nullable VideoFrame takeUpTo(Id id) {
        Iterator<Map.Entry<Id, VideoFrame>> oldest = frames.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Id, VideoFrame> entry = oldest.next();
            bytes -= size(entry.getValue());
            oldest.remove();
            if (entry.getKey().equals(id)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static long size(VideoFrame frame) {
        return frame.getPayload() == null ? 0 : frame.getPayload().remaining();
    }
}
