package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.state.WindowViews;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes views of windows, without the texts that moderation holds back. A text with moderation
 * scores whose verdict has not come yet is held back until it has.
 */
final class WindowReader {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> windows;

    WindowReader(ReadOnlyKeyValueStore<Bytes, byte[]> windows) {
        this.windows = windows;
    }

    WindowView view(AlignedWindow window, boolean settled, StreamState state) {
        return WindowViews.of(
                window, settled, state.origin(), member -> isHeld(state.stream(), member));
    }

    private boolean isHeld(String stream, WindowMember member) {
        if (!WindowViews.isModerated(member)) {
            return false;
        }
        int records = Math.max(1, member.getRecords());
        for (int i = 0; i < records; i++) {
            TextVerdict verdict =
                    verdict(
                            windows,
                            stream,
                            member.getSourceId(),
                            member.getEpoch(),
                            member.getSequence() + i);
            if (verdict == TextVerdict.HOLD
                    || verdict == null && !member.getModeration().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    static @Nullable TextVerdict verdict(
            ReadOnlyKeyValueStore<Bytes, byte[]> windows,
            String stream,
            String source,
            int epoch,
            long sequence) {
        byte[] row = windows.get(Keys.verdict(stream, source, epoch, sequence));
        return row == null ? null : TextVerdict.values()[row[0]];
    }

    static byte[] row(TextVerdict verdict, long eventTimeUs) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) verdict.ordinal())
                .putLong(eventTimeUs)
                .array();
    }

    static long eventTimeUs(byte[] row) {
        return ByteBuffer.wrap(row).getLong(1);
    }
}
